choices = {
    "month_end": ("function", "nobody_asks"),
    "big_tables": ("server", "own_system"),
    "by_priority": ("tool", "many_wordings"),
    "shift_plan": ("server", "own_system"),
    "polite_reply": ("nothing", "already_said"),
    "wipe_laptop": ("nothing", "no_way_back"),
}
