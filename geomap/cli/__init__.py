"""The command line: one file a command, each glue over one library call."""
