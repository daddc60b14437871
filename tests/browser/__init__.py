"""The shop as people meet it: in Debian's Chromium, with a finger, with a keyboard, without JavaScript, in pictures."""
