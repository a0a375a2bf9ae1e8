"""What this machine is ready for: looked at part by part, each told with a light and with what to do."""
