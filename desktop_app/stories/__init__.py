"""What the world's press makes of an event: stories, their takes, who tells them and who does not. Pure."""
