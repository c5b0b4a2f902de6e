"""Everything Slack can trigger, and the function that answers it."""

from handlers import (
    asking,
    conversing,
    holidays,
    home,
    kind_words,
    kudos,
    leads,
    lunches,
    milestones,
    nominations,
    own_data,
    people,
    preferences,
    roundup,
    skills,
    tour,
    trust,
)
from handlers import routes_of_lunches as of_lunches
from handlers.answering.answers import Handler, Notices
from handlers.answering.doors import Routes
from handlers.answering.words import by_word
from handlers.blocks import asking as asking_blocks
from handlers.blocks import holidays as holidays_blocks
from handlers.blocks import kind_words as kind_words_blocks
from handlers.blocks import kudos as kudos_blocks
from handlers.blocks import leads as leads_blocks
from handlers.blocks import milestones as milestones_blocks
from handlers.blocks import nominations as nominations_blocks
from handlers.blocks import own_data as own_data_blocks
from handlers.blocks import passing_on as passing_on_blocks
from handlers.blocks import personal_note as note_blocks
from handlers.blocks import preferences as preferences_blocks
from handlers.blocks import roundup as roundup_blocks
from handlers.blocks import skills as skills_blocks
from handlers.blocks import teams as teams_blocks
from handlers.blocks import tour as tour_blocks
from handlers.blocks import trust as trust_blocks
from handlers.blocks import year_of_help as year_blocks
from handlers.teams import administrators, adopting, noticing, setting_up, welcoming

# The words behind /skills and /whoknows that another capability answers.
SKILLS: dict[str, Handler] = {
    "changes": skills.changes,
    "nominate": nominations.nominate,
}
WHOKNOWS: dict[str, Handler] = {
    "admins": administrators.admins,
    "guests": people.admit_guests,
    "holidays": holidays.start,
    "pause": preferences.pause,
    "settings": preferences.start,
    "shoutouts": kudos.shoutouts,
    "my data": own_data.my_data,
    "data": trust.data,
    "held": trust.held,
    "forget": trust.forget,
    "team": adopting.team,
    "tour": tour.take,
}

COMMANDS: dict[str, Handler] = {
    "/askexpert": asking.ask_expert,
    "/skills": by_word(SKILLS, skills.know),
    "/kudos": kudos.give,
    "/lunchandlearn": by_word(of_lunches.WORDS, lunches.hold),
    "/whoknows": by_word(WHOKNOWS, people.whoknows),
}

SHORTCUTS: dict[str, Handler] = {
    "ask_expert": asking.start,
    "ask_expert_about_message": asking.ask_about_message,
    "nominate_author": nominations.nominate_author,
    "say_thanks": kudos.thank_author,
}

ACTIONS: dict[str, Handler] = {
    asking_blocks.START: asking.start,
    asking_blocks.ASK: asking.ask,
    asking_blocks.CHANGE: asking.change,
    asking_blocks.CANCEL: asking.cancel,
    asking_blocks.ASK_AGAIN: asking.ask_again,
    asking_blocks.ACCEPT: asking.accept,
    asking_blocks.PASS: asking.pass_on,
    asking_blocks.MORE: asking.more,
    asking_blocks.STEP_BACK: asking.step_back,
    asking_blocks.SOMEONE_ELSE: asking.someone_else,
    asking_blocks.ANSWERED: asking.answered,
    asking_blocks.NOT_YET: asking.not_yet,
    asking_blocks.OPEN_CHAT: asking.open_chat,
    asking_blocks.THANK: asking.thank,
    asking_blocks.POST: asking.start_posting,
    asking_blocks.WAIT: asking.wait,
    asking_blocks.ASK_LEAD: asking.start_asking_lead,
    asking_blocks.CHOICES: asking.choose,
    asking_blocks.ASK_ABOUT: asking.ask_about,
    asking_blocks.OFFER_ONESELF: asking.offer_oneself,
    asking_blocks.LEAD_PASSES: asking.lead_passes,
    asking_blocks.LEAD_POSTS: asking.lead_posts,
    skills_blocks.OPEN: skills.show,
    skills_blocks.ADD: skills.start_adding,
    skills_blocks.ADD_ONE: skills.add_one,
    skills_blocks.KNOW_SOME: skills.start_adding_topic,
    skills_blocks.AS_MEANT: skills.settle_doubt,
    skills_blocks.AS_TYPED: skills.settle_doubt,
    skills_blocks.EDIT: skills.start_editing,
    skills_blocks.REMOVE: skills.start_removing,
    skills_blocks.PAUSE: skills.pause,
    skills_blocks.RESUME: skills.resume,
    skills_blocks.MERGE: skills.start_merging,
    skills_blocks.RENAME: skills.start_renaming,
    skills_blocks.UNDO: skills.undo,
    skills_blocks.SEE: skills.see,
    skills_blocks.WISH: skills.wish,
    skills_blocks.UNWISH: skills.unwish,
    kudos_blocks.START: kudos.start,
    kind_words_blocks.SEE_ALL: kind_words.see_all,
    kind_words_blocks.NEWER: kind_words.see_all,
    kind_words_blocks.OLDER: kind_words.see_all,
    year_blocks.SEND: kind_words.send_year,
    leads_blocks.THANK: leads.thank,
    leads_blocks.SKIP: leads.skip,
    leads_blocks.STOP: leads.stop,
    leads_blocks.START_AGAIN: leads.start_again,
    leads_blocks.HAND_ON: leads.pass_on,
    milestones_blocks.SHARE: milestones.start_sharing,
    milestones_blocks.KEEP: milestones.keep,
    passing_on_blocks.NAME: milestones.tell_first_helper,
    kudos_blocks.UNDO: kudos.undo,
    kudos_blocks.ADD_THANKS: kudos.add_thanks,
    kudos_blocks.TAKE_THANKS_AWAY: kudos.take_thanks_away,
    kudos_blocks.MORE: kudos.more,
    kudos_blocks.REMOVE: kudos.remove,
    kudos_blocks.LEAVE: kudos.leave,
    kudos_blocks.TELL_STORY: kudos.tell_story,
    kudos_blocks.KEEP_STORY: kudos.keep_story,
    roundup_blocks.RHYTHM: roundup.choose_rhythm,
    **of_lunches.ACTIONS,
    nominations_blocks.ADD: nominations.add,
    nominations_blocks.NOT_NOW: nominations.not_now,
    nominations_blocks.NEVER: nominations.never,
    preferences_blocks.OPEN: preferences.start,
    note_blocks.STOP: preferences.stop_notes,
    own_data_blocks.OPEN: own_data.show,
    own_data_blocks.FILE: own_data.send_file,
    own_data_blocks.FORGET: own_data.forget,
    trust_blocks.HELD: trust.held,
    trust_blocks.SEND_AGAIN: trust.send_again,
    trust_blocks.LEAVE_IT: trust.leave_it,
    trust_blocks.FORGET: trust.forget_now,
    preferences_blocks.RESUME: preferences.resume,
    tour_blocks.TAKE: tour.take,
    tour_blocks.GO_ON: tour.go_on,
    tour_blocks.PASS: tour.pass_on,
    tour_blocks.LOOK: tour.look,
    tour_blocks.LEAVE: tour.leave,
    teams_blocks.LEAVE: adopting.start_leaving,
    teams_blocks.WELCOME: welcoming.write,
    teams_blocks.ADD_TEACHING: welcoming.add_teaching,
    teams_blocks.ADD_LEARNING: welcoming.add_learning,
    teams_blocks.JOIN: welcoming.start_joining,
    teams_blocks.ME_TOO: welcoming.me_too,
    teams_blocks.PICK_SHOUTOUTS: setting_up.pick_shoutouts,
    teams_blocks.ADOPT: setting_up.adopt,
    teams_blocks.SEE_FIRST_POST: setting_up.see_first_post,
}

SUBMISSIONS: dict[str, Handler] = {
    asking_blocks.FORM: asking.send_form,
    asking_blocks.PREVIEW: asking.ask_from_form,
    asking_blocks.POST_FORM: asking.post,
    asking_blocks.LEAD_FORM: asking.ask_lead,
    skills_blocks.FORM: skills.send_additions,
    skills_blocks.MERGE_FORM: skills.merge,
    skills_blocks.MERGE_INSTEAD_FORM: skills.merge_instead,
    skills_blocks.RENAME_FORM: skills.rename,
    skills_blocks.CHOICE_FORM: skills.choose_topic,
    skills_blocks.EDIT_FORM: skills.save_line,
    skills_blocks.REMOVE_FORM: skills.send_removals,
    kudos_blocks.FORM: kudos.send_form,
    **of_lunches.SUBMISSIONS,
    milestones_blocks.SHARE_FORM: milestones.share,
    nominations_blocks.FORM: nominations.send_form,
    kudos_blocks.THANKS_FORM: kudos.thank_helper,
    kudos_blocks.REPORT_FORM: kudos.report,
    preferences_blocks.FORM: preferences.save,
    holidays_blocks.FORM: holidays.choose,
    teams_blocks.SETTINGS_FORM: adopting.send_settings,
    teams_blocks.LEAVE_FORM: adopting.leave,
    teams_blocks.WELCOME_FORM: welcoming.send_words,
    teams_blocks.POST_FORM: welcoming.post,
    teams_blocks.LEAD_TOPICS_FORM: welcoming.send_lead_topics,
    teams_blocks.JOIN_FORM: welcoming.join,
    teams_blocks.SHOUTOUTS_FORM: setting_up.send_shoutouts,
    teams_blocks.ADOPT_FORM: setting_up.send_where,
}

# Menus that are filled while somebody types.
SUGGESTIONS: dict[str, Handler] = {
    preferences_blocks.ZONES: preferences.zones,
    holidays_blocks.COUNTRIES: holidays.suggest_countries,
    teams_blocks.ZONES: adopting.zones,
    skills_blocks.TOPICS: skills.suggest_topics,
    skills_blocks.LISTED_TOPICS: skills.suggest_listed_topics,
}

EVENTS: dict[str, Handler] = {
    "app_home_opened": home.opened,
    "message.im": conversing.heard_in_private,
    "app_mention": conversing.heard_by_name,
    "reaction_added": kudos.reacted,
    "reaction_removed": kudos.took_reaction_away,
}

# What becomes of the workspace, its channels and people, and needs no answer.
NOTICES: dict[str, Notices] = {
    "team_join": people.changed,
    "user_change": people.changed,
    "app_uninstalled": trust.uninstalled,
    "tokens_revoked": trust.tokens_revoked,
    "member_joined_channel": noticing.joined,
    "member_left_channel": noticing.left,
    "channel_left": noticing.we_left,
    "group_left": noticing.we_left,
    "channel_archive": noticing.archived,
    "group_archive": noticing.archived,
    "channel_unarchive": noticing.unarchived,
    "group_unarchive": noticing.unarchived,
    "channel_deleted": noticing.deleted,
    "group_deleted": noticing.deleted,
    "channel_rename": noticing.renamed,
    "group_rename": noticing.renamed,
    "channel_id_changed": noticing.moved,
}

ROUTES = Routes(
    commands=COMMANDS,
    presses=ACTIONS,
    submissions=SUBMISSIONS,
    shortcuts=SHORTCUTS,
    suggestions=SUGGESTIONS,
    events=EVENTS,
    notices=NOTICES,
    naming=frozenset(
        {
            "/kudos",
            "/skills nominate",
            "/skills <@",
            "/whoknows admins",
            "message.im",
            "app_mention",
            kudos_blocks.FORM,
            nominations_blocks.FORM,
            teams_blocks.SETTINGS_FORM,
        }
        | of_lunches.NAMING
    ),
)
