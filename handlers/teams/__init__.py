"""Teams: adopting a channel, its settings, its welcome and topic round, and who may administer."""
