"""Plans that fit their time: ninety minutes, half a day, a day, and a second day."""

from itsupport.teaching.course.plan import Break, Lesson, Plan, Practice, Shown

NINETY_MINUTES = Plan(
    "Ninety minutes: from a function to a tool, and what it is good for",
    90,
    (
        Lesson("00_start_here"),
        Lesson("01_direct_calls"),
        Lesson("02_first_mcp_server"),
        Practice("count_by_priority"),
        Shown("06_orchestrated_queries", 10),
        Shown("07_chat", 10),
    ),
)

HALF_DAY = Plan(
    "Half a day: from a function to a chat",
    240,
    (
        Lesson("00_start_here"),
        Lesson("01_direct_calls"),
        Lesson("02_first_mcp_server"),
        Practice("count_by_priority"),
        Break(15),
        Lesson("03_five_servers"),
        Shown("04_notebooks_and_event_loops", 10),
        Lesson("05_you_are_the_model"),
        Lesson("06_orchestrated_queries"),
        Break(15),
        Lesson("07_chat"),
        Practice("safe_page"),
        Shown("08_testing_tool_selection", 10),
        Practice("when_not_to_use_mcp"),
    ),
)

DAY = Plan(
    "A day: up to a server of one's own",
    420,
    (
        Lesson("00_start_here"),
        Lesson("01_direct_calls"),
        Lesson("02_first_mcp_server"),
        Practice("count_by_priority"),
        Break(15),
        Lesson("03_five_servers"),
        Lesson("04_notebooks_and_event_loops"),
        Lesson("05_you_are_the_model"),
        Practice("write_the_loop"),
        Break(60, "lunch"),
        Lesson("06_orchestrated_queries"),
        Lesson("07_chat"),
        Practice("line_for_every_event"),
        Break(15),
        Lesson("08_testing_tool_selection"),
        Practice("mend_a_description"),
        Practice("when_not_to_use_mcp"),
        Break(10),
        Lesson("09_when_things_fail"),
        Lesson("15_build_your_own_server"),
    ),
)

SECOND_DAY = Plan(
    "A second day: servers that show, ask, know who you are, and serve many",
    420,
    (
        Lesson("10_resources_and_prompts"),
        Practice("tool_resource_or_prompt"),
        Practice("name_that_stays_in"),
        Lesson("11_asking_the_user"),
        Practice("ask_for_the_day"),
        Break(15),
        Lesson("12_logging_in"),
        Practice("pkce_challenge"),
        Practice("good_token"),
        Practice("at_the_door"),
        Break(60, "lunch"),
        Lesson("13_over_http_and_azure"),
        Practice("names_of_the_desk"),
        Practice("whose_token"),
        Practice("read_the_exchange"),
        Break(15),
        Lesson("14_many_users"),
        Practice("what_needs_what"),
        Practice("queue_number"),
        Practice("cause_of_failure"),
    ),
    after=DAY,
)

PLANS = (NINETY_MINUTES, HALF_DAY, DAY, SECOND_DAY)
