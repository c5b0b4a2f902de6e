"""The practice workspace, met by a real Bolt app that has nothing of ours."""
