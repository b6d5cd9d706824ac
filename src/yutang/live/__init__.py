"""Live 场: sales, lineup, pins, chat, viewers, video, replay."""
