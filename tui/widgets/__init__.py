"""The panes and editors, each one thing on the screen. They post messages; the app wires."""
