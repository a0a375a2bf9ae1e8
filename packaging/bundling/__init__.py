"""What packaging/bundle puts together and leaves out."""
