"""One file a command, each of them thin; imported when it is called."""
