"""What is done behind the pages: a queue, the process that works it off, and who keeps that process alive."""
