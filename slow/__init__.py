"""What takes hours, and judges that are too heavy to bring along: run by `make slow`."""
