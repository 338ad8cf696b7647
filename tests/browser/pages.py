"""Every page of the house as it is looked at. A pattern of the URLconf that is not here makes a test fail."""

from tests.browser.looking import (
    ADMINISTRATOR,
    AUDITOR,
    BEGINNER,
    COORDINATOR,
    ELSEWHERE,
    FIRST_KEY,
    INVITED,
    LINKED,
    LOGGERS,
    MUNICIPALITY,
    NO_ROLE,
    OFFICER,
    POLICE,
    REGISTRAR,
    STAFF,
    TWO_STEPS,
    Look,
    filled,
    sent_empty,
    sent_to,
)
from tests.browser.visiting import PASSWORD

FORM = "main form:has(.field)"
HERE = {"partnership": "here"}
DRAFT = {"promise_id": "draft"}
IN_FORCE = {"promise_id": "adopted", "activity_id": "in_force"}
REVISED = {"promise_id": "adopted", "target_id": "counted"}
BEGINNING = ("steps", "areas", "organisations", "groups", "people", "document")
PARTS = ("rubrik", "parter", "punkter", "fokus", "underskrifter")

OUTSIDE = [
    Look("base:components"),
    Look("base:accessible"),
    Look("accounts:sign-in"),
    Look(
        "accounts:sign-in",
        state="refused",
        act=filled('form:has([name="password"])', username="ingen@example.org", password="fel lösenord"),
    ),
    Look("accounts:passkey"),
    Look("accounts:second-step", state="too-soon"),  # leads to the door
    Look(
        "accounts:sign-in",
        state="second-step",
        act=filled('form:has([name="password"])', username=TWO_STEPS, password=PASSWORD),
        is_wrong=False,
    ),
    Look("accounts:second-step-first", state="too-soon"),
    Look("accounts:invitation", fixed={"token": INVITED}),
    Look("accounts:invitation", fixed={"token": INVITED}, state="wrong", act=sent_empty(FORM)),
    Look("accounts:invitation", fixed={"token": "ingen"}, state="closed", status=404),
    Look("beginning:begin", fixed={"token": FIRST_KEY}),
    Look("beginning:begin", fixed={"token": "ingen"}, state="closed", status=404),
    Look("accounts:begin-via", fixed={"slug": "kommunen"}, state="silent", status=403),
    Look("accounts:oidc-answer", fixed={"slug": "kommunen"}, state="not-asked", status=403),
]

ACCOUNT = [
    Look("accounts:account", who=(OFFICER, NO_ROLE)),
    Look("accounts:one-time-codes", who=(OFFICER,)),
    Look("accounts:one-time-codes", who=(OFFICER,), state="wrong", act=sent_empty(FORM)),
    Look("accounts:new-passkey", who=(OFFICER,)),
    Look("accounts:close", who=(NO_ROLE,)),
    Look("accounts:password", who=(NO_ROLE,)),
    Look("accounts:password", who=(NO_ROLE,), state="wrong", act=sent_empty(FORM)),
]

WEEK = [
    Look("overview:start", who=STAFF),
    Look("overview:standing", who=(COORDINATOR, OFFICER)),
    Look("overview:standing", who=(OFFICER,), state="empty", stage="bare"),
    Look("overview:start", who=(NO_ROLE,), state="no-role"),
    Look("overview:trail", who=(AUDITOR,)),
    Look("overview:trail", who=(AUDITOR,), state="wrong", query="?who=999999999", status=422),
    Look("overview:trail", who=(COORDINATOR,), state="refused", status=403),
    Look("overview:start", who=STAFF, state="empty", stage="bare"),
]

PROMISES = [
    Look("promises:index", who=STAFF),
    Look("promises:index", who=(COORDINATOR, OFFICER), state="empty", stage="bare"),
    Look("promises:promise", who=STAFF, where=DRAFT, state="draft"),
    Look("promises:promise", who=(COORDINATOR,), where={"promise_id": "ready"}, state="ready"),
    Look("promises:promise", who=(COORDINATOR,), where={"promise_id": "blank"}, state="blank"),
    Look("promises:promise", who=STAFF, where={"promise_id": "adopted"}, state="adopted"),
    Look("promises:promise", who=(ELSEWHERE,), where={"promise_id": "long"}, state="adopted-long"),
    Look("promises:promise", who=(ELSEWHERE,), where=DRAFT, state="foreign", status=404),
    *(
        Look("promises:promise", who=(COORDINATOR,), where=DRAFT, state=state, query=query)
        for state, query in (
            ("change-activity", "?andra=a{activity}"),
            ("change-target", "?andra=t{target}"),
            ("new-target", "?andra=m{activity}"),
            ("new-activity", "?andra=ny"),
        )
    ),
    *(
        Look("promises:promise", who=(COORDINATOR,), where=DRAFT, state=state, query=query, act=act)
        for state, query, act in (
            ("activity-wrong", "?andra=a{activity}", sent_empty('form.form:has([name="text"])')),
            ("new-activity-wrong", "?andra=ny", sent_empty('form[action$="/aktiviteter/"]')),
            ("target-wrong", "?andra=t{target}", filled('form.form:has([name="value"])', value="-3")),
            ("answer-wrong", "", sent_empty("form.answer-form")),
        )
    ),
    Look(
        "promises:promise",
        who=(COORDINATOR,),
        where=DRAFT,
        state="target-weighed",
        query="?andra=t{target}",
        act=filled('form.form:has([name="value"])', "button[formaction]", value="3"),
        is_wrong=False,
    ),
    *(
        Look("promises:frame", who=(COORDINATOR,), where=DRAFT, fixed={"part": part}, state=part)
        for part in PARTS
    ),
    Look(
        "promises:frame",
        who=(COORDINATOR,),
        where=DRAFT,
        fixed={"part": "rubrik"},
        state="rubrik-wrong",
        act=sent_empty(FORM),
    ),
    Look("promises:adopt", who=(COORDINATOR,), where=DRAFT, state="obstacles"),
    Look("promises:adopt", who=(COORDINATOR,), where={"promise_id": "ready"}),
    Look(
        "promises:adopt",
        who=(COORDINATOR,),
        where={"promise_id": "ready"},
        state="wrong",
        act=sent_empty(FORM),
    ),
    Look("promises:stop-activity", who=(COORDINATOR,), where=IN_FORCE),
    Look("promises:stop-activity", who=(COORDINATOR,), where=IN_FORCE, state="wrong", act=sent_empty(FORM)),
    Look("promises:discard", who=(COORDINATOR,), where=DRAFT),
    Look("promises:begin", who=(COORDINATOR,), where=HERE),
    Look("promises:begin", who=(COORDINATOR,), where=HERE, state="first", stage="bare"),
    *(
        Look(
            "promises:begin",
            who=(COORDINATOR,),
            where=HERE,
            state=f"{name}-wrong",
            act=sent_empty(f'form[action$="/nytt/{end}/"]'),
        )
        for name, end in (
            ("upload", "fil"),
            ("paste", "text"),
            ("extend", "forlang"),
            ("blank", "fran-borjan"),
        )
    ),
    Look("promises:document-level", who=(COORDINATOR,), where=DRAFT),
    Look("promises:areas", who=STAFF, where=HERE),
    *(
        Look(
            "promises:areas",
            who=(COORDINATOR,),
            where=HERE,
            state=f"{name}-wrong",
            act=sent_empty(f'form[action$="{end}"]'),
        )
        for name, end in (("set", "/omraden/ny/"), ("priority", "/omraden/prioritera/"))
    ),
]

SERIES = HERE | {"indicator": "series"}
SITUATION = [
    Look("situation:indicators", who=STAFF, where=HERE),
    Look("situation:indicators", who=(COORDINATOR,), where=HERE, state="empty", stage="bare"),
    Look("situation:indicators", who=(COORDINATOR,), where=HERE, state="wrong", act=sent_empty(FORM)),
    Look("situation:indicator", who=STAFF, where=SERIES),
    Look("situation:indicator", who=(COORDINATOR,), where=SERIES, state="wrong", act=sent_empty(FORM)),
    Look("situation:correct", who=(COORDINATOR,), where=SERIES | {"value_id": "value"}),
    Look(
        "situation:correct",
        who=(COORDINATOR,),
        where=SERIES | {"value_id": "value"},
        state="wrong",
        act=sent_empty(FORM),
    ),
]

WORK = [
    Look("work:log", who=LOGGERS),
    Look("work:log", who=(OFFICER,), state="empty", stage="bare"),
    Look("work:log", who=(POLICE,), state="refused", status=403),
    *(
        Look("work:kind", who=LOGGERS, fixed={"code": code}, state=code)
        for code in ("foot-patrol", "drug-offence", "dog-search-school", "sig-case", "picture-shared")
    ),
    Look(
        "work:kind",
        who=(OFFICER,),
        fixed={"code": "drug-offence"},
        state="wrong",
        act=sent_empty("form.log-form"),
    ),
    Look("work:figures", who=(COORDINATOR, POLICE)),
    Look("work:figures", who=(OFFICER,), state="empty", stage="bare"),
    Look("work:figures", who=(COORDINATOR,), state="wrong", query="?time=2019", status=422),
    Look("work:figures-activity", who=(COORDINATOR,), where={"activity_id": "in_force"}),
    Look("work:phone", who=(OFFICER,)),
    Look("work:phone", state="signed-out"),
    Look("work:phone", who=(OFFICER,), state="kind", query="#slag/drug-offence"),
    Look("work:phone", who=(OFFICER,), state="areas", query="#omrade"),
    Look("work:entries", who=LOGGERS),
    Look("work:entries", who=(OFFICER,), state="empty", stage="bare"),
    Look("overview:progress", who=STAFF, where={"promise_id": "adopted"}),
    Look("overview:progress", who=(ELSEWHERE,), where={"promise_id": "long"}, state="long"),
    Look("work:behind", who=(COORDINATOR,), where={"promise_id": "adopted", "target_id": "counted"}),
    *(
        Look(
            "work:behind",
            who=(OFFICER,),
            where={"promise_id": "adopted", "target_id": target},
            state=state,
            query="?nara=1",
        )
        for target, state in (("counted", "near"), ("told", "told"))
    ),
    Look("work:doubles", who=(COORDINATOR,)),
    Look("work:doubles", who=(OFFICER,), state="refused", status=403),
    Look("work:cadences", who=(COORDINATOR, OFFICER)),
    Look("work:cadences", who=(OFFICER,), state="empty", stage="bare"),
    Look("work:missed", who=(COORDINATOR,), where={"activity_id": "missed", "key": "week"}),
    Look(
        "work:missed",
        who=(COORDINATOR,),
        where={"activity_id": "missed", "key": "week"},
        state="wrong",
        act=sent_empty(FORM),
    ),
    *(
        Look("work:entry", who=(OFFICER,), where={"pk": name}, state=name)
        for name in ("entry", "taken", "reversal")
    ),
    Look("work:entry", who=(OFFICER,), where={"pk": "shared"}, state="shared"),
    Look("sharing:shared", who=(OFFICER, COORDINATOR)),
    Look("sharing:shared", who=(OFFICER,), state="empty", stage="bare"),
    Look("sharing:share", who=(OFFICER,), where={"pk": "shared"}),
    Look("sharing:share", who=(OFFICER,), where={"pk": "shared"}, state="wrong", act=sent_empty(FORM)),
    Look("sharing:standing", who=(POLICE,)),
    Look(
        "sharing:decide",
        who=(POLICE,),
        fixed={"partnership": "exempelkoping", "organisation": "lpo-exempelbygden"},
    ),
    Look(
        "sharing:decide",
        who=(MUNICIPALITY,),
        fixed={"partnership": "exempelkoping", "organisation": "exempelkopings-kommun"},
        state="open",
    ),
    Look("sharing:rules", who=(COORDINATOR,), fixed={"partnership": "exempelkoping"}),
    Look(
        "sharing:reword",
        who=(COORDINATOR,),
        fixed={"partnership": "exempelkoping", "code": "egen-uppgift"},
        state="wrong",
        act=sent_empty(FORM),
    ),
    Look("work:change", who=(OFFICER,), where={"pk": "entry"}),
    Look(
        "work:change",
        who=(OFFICER,),
        where={"pk": "entry"},
        state="wrong",
        act=filled("form.log-form", minutes="-5"),
    ),
    Look("work:take-back", who=(OFFICER,), where={"pk": "entry"}),
    Look("work:trial", who=(COORDINATOR, OFFICER), where=DRAFT),
    Look("work:revise", who=(COORDINATOR,), where=REVISED),
    Look("work:revise", who=(COORDINATOR,), where=REVISED, state="wrong", act=sent_empty(FORM)),
    Look(
        "work:take-back",
        who=(OFFICER,),
        where={"pk": "entry"},
        state="wrong",
        act=sent_empty("main form.form"),
    ),
]

CALENDARS = [
    Look("obligations:mine", who=STAFF),
    Look("obligations:mine", who=(COORDINATOR,), state="break", query="?visa=2026-07"),
    Look("obligations:mine", who=(OFFICER,), state="empty", stage="bare"),
    Look("obligations:group", who=(COORDINATOR, OFFICER), where={"pk": "group"}),
    Look("obligations:area", who=(COORDINATOR, OFFICER), where={"pk": "area_set"}, query="?visa=2026-Q4"),
    Look("obligations:obligations", who=(COORDINATOR, OFFICER), where=HERE),
    Look("obligations:obligations", who=(COORDINATOR,), where=HERE, state="empty", stage="bare"),
    Look("obligations:agree", who=(COORDINATOR,), where=HERE | {"target_id": "owed"}),
    Look(
        "obligations:agree",
        who=(COORDINATOR,),
        where=HERE | {"target_id": "owed"},
        state="wrong",
        act=sent_empty(FORM),
    ),
    Look("obligations:times", who=(COORDINATOR, OFFICER), where=HERE),
    Look("obligations:times", who=(COORDINATOR,), where=HERE, state="wrong", act=sent_empty(FORM)),
    Look("obligations:groups", who=(COORDINATOR, OFFICER), where=HERE),
    Look("obligations:groups", who=(COORDINATOR,), where=HERE, state="wrong", act=sent_empty(FORM)),
    Look("obligations:change-group", who=(COORDINATOR,), where=HERE | {"pk": "group"}),
    Look(
        "obligations:change-group",
        who=(COORDINATOR,),
        where=HERE | {"pk": "group"},
        state="seat-wrong",
        act=sent_empty('form[action$="/plats/"]'),
    ),
]

PEOPLE = [
    Look("people:index", who=(ADMINISTRATOR,)),
    Look("people:people", who=(ADMINISTRATOR,), where=HERE),
    Look("accounts:invites", who=(ADMINISTRATOR,), where=HERE),
    Look("accounts:invites", who=(ADMINISTRATOR,), where=HERE, state="wrong", act=sent_empty(FORM)),
    Look("people:give", who=(ADMINISTRATOR,), where=HERE, state="wrong", act=sent_empty(FORM)),
    Look("people:end", who=(ADMINISTRATOR,), where=HERE | {"pk": "role"}),
    Look("people:close-account", who=(ADMINISTRATOR,), where=HERE | {"pk": "person"}),
    Look("people:delegate", who=(POLICE,), where=HERE),
    Look("people:roles", who=(ADMINISTRATOR,), where=HERE),
    Look("people:change-role", who=(ADMINISTRATOR,), where=HERE, fixed={"kind": "field"}),
    Look("people:parties", who=(ADMINISTRATOR,), where=HERE),
    Look("people:providers", who=(ADMINISTRATOR,), where=HERE),
    Look("beginning:municipality", who=(BEGINNER,)),
    Look("beginning:municipality", who=(BEGINNER,), state="chosen", query="?kommun=0643"),
    *(Look(f"beginning:{step}", who=(ADMINISTRATOR,), where=HERE) for step in BEGINNING),
    Look("beginning:organisations", who=(ADMINISTRATOR,), where=HERE, state="wrong", act=sent_empty(FORM)),
    Look("beginning:borders", who=(ADMINISTRATOR,), where=HERE),
    Look("beginning:borders", who=(ADMINISTRATOR,), where=HERE, state="wrong", act=sent_empty(FORM)),
]

LAST_WEEK = {"organisation": "lpo-exempelbygden"}
DELIVERIES = [
    Look("work:deliveries", who=(COORDINATOR, OFFICER)),
    Look("work:deliveries", who=(OFFICER,), state="empty", stage="bare"),
    Look("work:week", who=(COORDINATOR, OFFICER), where={"key": "sheet_week"}, fixed=LAST_WEEK),
    Look(
        "work:week",
        who=(OFFICER,),
        where={"key": "sheet_week"},
        fixed=LAST_WEEK,
        state="wrong",
        act=sent_empty("form.sheet-form"),
    ),
    Look("work:links", who=(OFFICER,), fixed={"organisation": "lpo-exempelbygden"}),
    Look(
        "work:links",
        who=(OFFICER,),
        fixed={"organisation": "lpo-exempelbygden"},
        state="wrong",
        act=sent_empty(FORM),
    ),
    Look("work:link-sheet", fixed={"token": LINKED}),
    Look("work:link-sheet", fixed={"token": "ingen"}, state="closed", status=404),
    Look("work:delivery", who=(COORDINATOR, OFFICER), where={"pk": "delivery"}),
    Look("work:delivery-level", who=(OFFICER,), where={"pk": "delivery"}),
    Look("work:import", who=(COORDINATOR, OFFICER)),
    Look("work:import", who=(OFFICER,), state="wrong", act=sent_empty(FORM)),
    Look("work:overlaps", who=(COORDINATOR, OFFICER)),
    Look("work:overlaps", who=(OFFICER,), state="empty", stage="bare"),
    Look("work:overlap", who=(COORDINATOR,), where={"pk": "overlap"}),
    Look("work:overlap-all", who=(COORDINATOR,), where={"pk": "delivery"}),
    Look("work:overlap", who=(COORDINATOR,), where={"pk": "overlap"}, state="wrong", act=sent_empty(FORM)),
]

WRITING = {"pk": "writing"}
APPROVING = {"pk": "approving"}
FOLLOWUP = [
    Look("followup:list", who=STAFF),
    Look("followup:list", who=(COORDINATOR, OFFICER), state="empty", stage="bare"),
    Look("followup:write", who=(COORDINATOR,), where=WRITING, state="running"),
    Look("followup:write", who=(COORDINATOR,), where=APPROVING, state="sent"),
    Look(
        "followup:write",
        who=(COORDINATOR,),
        where=WRITING,
        state="wrong",
        act=sent_empty("form.followup-form"),
    ),
    Look("followup:approve", who=STAFF, where=WRITING, state="writing"),
    Look("followup:approve", who=STAFF, where=APPROVING, state="approving"),
    Look("followup:approve", who=STAFF, where={"pk": "released"}, state="released"),
    Look(
        "followup:approve",
        who=(POLICE,),
        where=APPROVING,
        state="send-back-wrong",
        act=sent_empty('form[action$="/skicka-tillbaka/"]'),
    ),
    Look(
        "followup:approve",
        who=(COORDINATOR,),
        where={"pk": "released"},
        state="new-version-wrong",
        act=sent_empty('form[action$="/ny-version/"]'),
    ),
    Look(
        "followup:approve",
        who=(COORDINATOR,),
        where=APPROVING,
        state="release-refused",
        act=sent_to(
            'form[action$="/skicka-tillbaka/"]',
            r"/uppfoljning/(\d+)/skicka-tillbaka/",
            "/publicering/$1/publicera/",
        ),
    ),
    Look("followup:sample", who=STAFF, where=WRITING, state="none"),
    Look("followup:sample", who=(ELSEWHERE,), where={"pk": "sampled"}, state="drawn"),
    Look(
        "followup:sample",
        who=(ELSEWHERE,),
        where={"pk": "sampled"},
        state="break-off-wrong",
        act=sent_empty('form[action$="/stickprov/avbryt/"]'),
    ),
    Look("followup:sample", who=(POLICE,), where={"pk": "fixing"}, state="fixing"),
    Look(
        "followup:sample",
        who=(POLICE,),
        where={"pk": "fixing"},
        state="number-wrong",
        act=filled('form[action$="/stickprov/tal/"]', number="", words="kort"),
    ),
    Look("followup:sample-check", who=(ELSEWHERE,), where={"pk": "sampled"}),
    Look("publication:preview", who=(COORDINATOR, OFFICER), where=APPROVING),
]

NOTES = {"partnership": "exempelkoping", "organisation": "exempelkopings-kommun", "plan": "entry-notes"}
RECORDS = [
    Look("records:clearing", who=(REGISTRAR,), where=HERE),
    Look("records:sort", who=(REGISTRAR,), fixed=NOTES),
    Look(
        "records:sort",
        who=(REGISTRAR,),
        fixed=NOTES,
        state="wrong",
        act=sent_empty('form[action$="/beslut/"]'),
    ),
]

REGISTER = {"partnership": "exempelkoping", "organisation": "exempelkopings-kommun"}
ASKED = {"pk": "asked"}
REGISTERING = [
    Look("registering:register", who=(REGISTRAR,), fixed=REGISTER),
    Look("registering:add", who=(REGISTRAR,), fixed=REGISTER),
    Look("registering:document", who=(REGISTRAR,), fixed=REGISTER, where={"pk": "registered"}),
    Look("registering:grounds", who=(REGISTRAR,), fixed=REGISTER),
    Look("registering:requests", who=(REGISTRAR,), fixed=REGISTER),
    Look("registering:request", who=(REGISTRAR,), fixed=REGISTER, where=ASKED, query="?q="),
    Look(
        "archiving:archive",
        who=(REGISTRAR,),
        fixed=REGISTER,
        state="made",
        act=filled('form[action$="/paket/"]', starts="2026-01-01", last_day="2026-03-31"),
        is_wrong=False,
    ),
    Look("registering:covered", who=(REGISTRAR,), fixed=REGISTER, where=ASKED | {"covered_pk": "covered"}),
]

REDACTING = [
    Look("redacting:index", who=(REGISTRAR,), where=HERE),
    Look(
        "redacting:ask",
        who=(REGISTRAR,),
        where=HERE,
        state="seen",
        act=filled(
            'form[action$="/begar/"]',
            text="Mötet hölls",
            ground="gdpr_17",
            reference="KS 2026/12",
            office="Kommunstyrelsen",
            decided_on="2026-02-02",
            why="Den som nämns har bett om det.",
        ),
        is_wrong=False,
    ),
    Look("redacting:show", who=(POLICE,), where=HERE | {"pk": "redaction"}),
]

RELEASED = [
    Look("public:front"),
    Look("public:front", state="empty", stage="empty"),
    *(
        Look("public:page", state=state, fixed={"path": path})
        for state, path in (
            ("partnership", "exempelkoping/"),
            ("partnership-long", "jonkoping/"),
            ("promise", "exempelkoping/loften/2026/"),
            ("promise-in-words", "jonkoping/loften/2019/"),
            ("promise-long", "jonkoping/loften/2021-2022/"),
            ("follow-up-first", "exempelkoping/loften/2026/2026-T1/v1/"),
            ("follow-up", "exempelkoping/loften/2026/2026-T2/v1/"),
            ("follow-up-long", "jonkoping/loften/2021-2022/2021-T2/v1/"),
            ("follow-up-last", "jonkoping/loften/2021-2022/2022-T3/v1/"),
        )
    ),
]

LOOKS = [
    *RELEASED,
    *OUTSIDE,
    *ACCOUNT,
    *WEEK,
    *PROMISES,
    *SITUATION,
    *WORK,
    *DELIVERIES,
    *CALENDARS,
    *PEOPLE,
    *FOLLOWUP,
    *RECORDS,
    *REGISTERING,
    *REDACTING,
]

# Addresses that only receive, or hand out a file; what they say of errors is seen where their forms are.
NO_PAGE_OF_THEIR_OWN = {
    "sharing:withdraw",
    "records:index",  # asks which partnership, where there are several
    "records:decide",
    "records:hold",
    "records:lift",
    "redacting:choose",  # asks which partnership, where there are several
    "redacting:confirm",
    "redacting:withdraw",
    "archiving:make",
    "archiving:file",
    "archiving:receipt",
    "registering:index",  # asks which register, where there are several
    "registering:csv",
    "registering:json",
    "registering:file",
    "registering:fix-thing",
    "registering:fix-other",
    "registering:collect",
    "registering:answer",
    "registering:mask",
    "registering:settle",
    "registering:judge",
    "registering:drop",
    "base:security-txt",
    "situation:begin",
    "situation:write",
    "accounts:begin-tie",
    "accounts:demo-sign-in",
    "accounts:end-sitting",
    "accounts:end-sittings",
    "accounts:recovery-codes",
    "accounts:remove-one-time-codes",
    "accounts:remove-passkey",
    "accounts:revoke-invite",
    "accounts:saml-answer",
    "accounts:saml-done",
    "accounts:saml-metadata",
    "accounts:untie",
    "accounts:sign-out",
    "followup:discard",
    "followup:draft",
    "followup:new-version",
    "followup:redraft",
    "followup:sample-abandon",
    "followup:sample-begin",
    "followup:sample-finish",
    "followup:sample-number",
    "followup:send-back",
    "followup:submit",
    "obligations:feed",
    "obligations:make-feed",
    "obligations:reminders",
    "obligations:remove-time",
    "obligations:revoke-feed",
    "obligations:seat",
    "obligations:unseat",
    "promises:add-activity",
    "overview:trail-file",
    "promises:add-target",
    "promises:blank",
    "promises:change-activity",
    "promises:change-target",
    "promises:confirm-activity",
    "promises:end-priority",
    "promises:extend",
    "promises:make-area-set",
    "promises:move-activity",
    "promises:paste",
    "promises:prioritise",
    "promises:remove-activity",
    "promises:remove-area-set",
    "promises:remove-target",
    "promises:settle",
    "promises:source-original",
    "promises:source-text",
    "promises:upload",
    "beginning:finish",
    "beginning:remove-organisation",
    "people:confirm",
    "people:confirm-delegation",
    "people:end-delegation",
    "publication:release",
    "work:again",
    "work:import-columns",
    "work:import-look",
    "work:template",
    "work:figures-file",
    "work:phone-account",
    "work:phone-ground",
    "work:phone-manifest",
    "work:phone-pack",
    "work:phone-send",
    "work:phone-worker",
    "work:revoke-link",
    "work:take-season",
    "work:weigh",
}
