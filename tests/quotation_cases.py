"""Texts with the quotations that must be found in them: kind, quoted words, words that name the speaker."""

from __future__ import annotations

from typing import NamedTuple

from analysis.quotations import QuotationKind

D, R, S, T = QuotationKind.DIRECT, QuotationKind.REPORTED, QuotationKind.SCARE, QuotationKind.TITLE


class Case(NamedTuple):
    """One text and what must be found in it."""

    name: str
    text: str
    expected: list[tuple[QuotationKind, str, str | None]]


MARKED = (
    # after the quotation
    Case("said-x", "“We will rebuild the bridge,” said Jane Doe.", [(D, "We will rebuild the bridge,", "Jane Doe")]),
    Case("x-said", "“We will rebuild the bridge,” Ruiz said.", [(D, "We will rebuild the bridge,", "Ruiz")]),
    Case("she-said", "“We will rebuild the bridge,” she said on Monday.", [(D, "We will rebuild the bridge,", "she")]),
    Case("straight", '"We will rebuild the bridge," she said.', [(D, "We will rebuild the bridge,", "she")]),
    Case(
        "said-x-apposition",
        "“The roof leaks in every flat,” said Jane Doe, the mayor of Hartwell.",
        [(D, "The roof leaks in every flat,", "Jane Doe")],
    ),
    Case(
        "x-apposition-said",
        "“The roof leaks in every flat,” Omar Tal, a tenant on the third floor, told reporters.",
        [(D, "The roof leaks in every flat,", "Omar Tal")],
    ),
    Case(
        "said-x-relative",
        "“The roof leaks in every flat,” said Mayor Ines Ruiz, who visited the block in May.",
        [(D, "The roof leaks in every flat,", "Mayor Ines Ruiz")],
    ),
    Case(
        "x-relative-said",
        "“The roof leaks in every flat,” Ruiz, who visited the block in May, said on Tuesday.",
        [(D, "The roof leaks in every flat,", "Ruiz")],
    ),
    Case(
        "title-and-name",
        "“No bus will be cut,” Transport Secretary Leo Marsh told the council.",
        [(D, "No bus will be cut,", "Transport Secretary Leo Marsh")],
    ),
    Case(
        "noun-speaker",
        "“No bus will be cut,” a spokesman for the company said.",
        [(D, "No bus will be cut,", "a spokesman")],
    ),
    Case(
        "noun-with-of",
        "“No bus will be cut,” the head of the drivers' union said.",
        [(D, "No bus will be cut,", "the head")],
    ),
    Case(
        "two-speakers",
        "“We were never asked,” said Jane Doe and Omar Tal.",
        [(D, "We were never asked,", "Jane Doe and Omar Tal")],
    ),
    Case("question", "“Who will pay for this?” Ruiz asked.", [(D, "Who will pay for this?", "Ruiz")]),
    Case("exclamation", "“They lied to us!” shouted a woman at the back.", [(D, "They lied to us!", "a woman")]),
    Case("adverb", "“It was my mistake,” she later admitted.", [(D, "It was my mistake,", "she")]),
    Case("also-said", "“It was my mistake,” Marsh also told the panel.", [(D, "It was my mistake,", "Marsh")]),
    Case("add", "“It was my mistake,” he added.", [(D, "It was my mistake,", "he")]),
    Case(
        "according-after",
        "“The levy is unlawful,” according to a letter seen by the paper.",
        [(D, "The levy is unlawful,", "a letter")],
    ),
    Case("report-said", "“The levy is unlawful,” the report said.", [(D, "The levy is unlawful,", "the report")]),
    Case(
        "british-comma-outside",
        "‘The levy is unlawful’, said Councillor Ada Brook.",
        [(D, "The levy is unlawful", "Councillor Ada Brook")],
    ),
    Case("dash-end", "“But if we wait—” Ruiz began.", [(D, "But if we wait—", "Ruiz")]),
    Case("ellipsis-end", "“I thought we might…” he said.", [(D, "I thought we might…", "he")]),
    # before the quotation
    Case("x-said-before", "Ruiz said, “We will rebuild the bridge.”", [(D, "We will rebuild the bridge.", "Ruiz")]),
    Case("colon", "Ruiz said: “We will rebuild the bridge.”", [(D, "We will rebuild the bridge.", "Ruiz")]),
    Case(
        "told-before",
        "The mayor told a packed hall on Monday: “We will rebuild the bridge.”",
        [(D, "We will rebuild the bridge.", "The mayor")],
    ),
    Case(
        "that-fragment",
        "Ruiz said that the scheme was “a gift to landlords” and should end.",
        [(D, "a gift to landlords", "Ruiz")],
    ),
    Case("called-it", "Ruiz called it “a disgrace”.", [(D, "a disgrace", "Ruiz")]),
    Case("called-the-plan", "Ruiz called the plan “a disgrace.”", [(D, "a disgrace.", "Ruiz")]),
    Case(
        "described-as",
        "The union described the offer as “worthless” on Friday.",
        [(D, "worthless", "The union")],
    ),
    Case("short-said", "Asked whether she would resign, Ruiz said “no”.", [(D, "no", "Ruiz")]),
    Case(
        "relative-who-said",
        "Marsh, who said “never again will I drive that road”, left early.",
        [(D, "never again will I drive that road", "Marsh")],
    ),
    Case(
        "participle",
        "Marsh walked out of the hall, saying “never again will I drive that road”.",
        [(D, "never again will I drive that road", "Marsh")],
    ),
    Case(
        "quoted-as-saying",
        "Marsh was quoted as saying the road was “a death trap”.",
        [(D, "a death trap", "Marsh")],
    ),
    Case(
        "according-before",
        "According to Ada Brook, “the levy will hit those who have least”.",
        [(D, "the levy will hit those who have least", "Ada Brook")],
    ),
    Case(
        "passive-by",
        "The offer was described by the union as “worthless”.",
        [(D, "worthless", "the union")],
    ),
    Case("label-colon", "Ada Brook, councillor: “The levy is unlawful.”", [(D, "The levy is unlawful.", "Ada Brook")]),
    Case(
        "embedded-x-said",
        "It would be “a gift to landlords,” Ruiz said.",
        [(D, "a gift to landlords,", "Ruiz")],
    ),
    Case("embedded-short", "It was a “disgrace,” said Ruiz.", [(D, "disgrace,", "Ruiz")]),
    Case(
        "continue-to",
        "Brook suggests that the town will continue to shrink “because nobody builds here any more”.",
        [(D, "because nobody builds here any more", "Brook")],
    ),
    Case("told-by-nobody", "Brook left after being told, “There is no room.”", [(D, "There is no room.", None)]),
    Case("colon-after-noun", "The sign was plain: “No dogs on the pier.”", [(D, "No dogs on the pier.", None)]),
    Case("colon-after-pronoun", "She had one answer: “No dogs on the pier.”", [(D, "No dogs on the pier.", "She")]),
    Case("as-x-put-it", "It was, as Ruiz put it, “a very long night”.", [(D, "a very long night", "Ruiz")]),
    Case("quoted-her-as", "One letter quoted Brook as saying “never pay”.", [(D, "never pay", "Brook")]),
    Case(
        "and-then-verb",
        "Protesters cheered Tal and held signs saying “no more rent, no more fear”.",
        [(D, "no more rent, no more fear", "signs")],
    ),
    Case(
        "other-verb",
        "“You will hear from our lawyers,” fumed one tenant.",
        [(D, "You will hear from our lawyers,", "one tenant")],
    ),
    Case(
        "after-reported",
        "Brook said the levy was unlawful. “It has no basis in any statute.”",
        [(D, "It has no basis in any statute.", "Brook")],
    ),
    Case(
        "two-fragments",
        "Brook called the levy “a tax on the poor” and “the worst idea in years”.",
        [(D, "a tax on the poor", "Brook"), (D, "the worst idea in years", "Brook")],
    ),
    Case(
        "two-speakers-one-sentence",
        "Ruiz said the bridge was “safe for now” but Marsh said it was “falling apart”.",
        [(D, "safe for now", "Ruiz"), (D, "falling apart", "Marsh")],
    ),
    # continued
    Case("continued", "“We will,” she said, “fight on.”", [(D, "We will,", "she"), (D, "fight on.", "she")]),
    Case(
        "continued-inverted",
        "“The bridge,” said Marsh, “was never inspected.”",
        [(D, "The bridge,", "Marsh"), (D, "was never inspected.", "Marsh")],
    ),
    Case(
        "continued-british",
        "‘The bridge’, said Marsh, ‘was never inspected.’",
        [(D, "The bridge", "Marsh"), (D, "was never inspected.", "Marsh")],
    ),
    Case(
        "next-sentence",
        "“The bridge is safe,” Ruiz said. “Nobody needs to worry about it.”",
        [(D, "The bridge is safe,", "Ruiz"), (D, "Nobody needs to worry about it.", "Ruiz")],
    ),
    Case(
        "next-sentence-after-date",
        "“The bridge is safe,” said Ruiz on Monday. “Nobody needs to worry about it.”",
        [(D, "The bridge is safe,", "Ruiz"), (D, "Nobody needs to worry about it.", "Ruiz")],
    ),
    Case(
        "next-sentence-new-speaker",
        "“The bridge is safe,” Ruiz said. “It is not safe at all,” Marsh replied.",
        [(D, "The bridge is safe,", "Ruiz"), (D, "It is not safe at all,", "Marsh")],
    ),
    Case(
        "several-sentences",
        "“We waited. We wrote letters. Nobody answered,” said Omar Tal.",
        [(D, "We waited. We wrote letters. Nobody answered,", "Omar Tal")],
    ),
    Case(
        "paragraphs-reopened",
        "“We waited for a year.\n\n“Then we wrote to the mayor,” said Omar Tal.",
        [(D, "We waited for a year.", "Omar Tal"), (D, "Then we wrote to the mayor,", "Omar Tal")],
    ),
    Case(
        "paragraphs-after-said",
        "Omar Tal said: “We waited for a year.\n\n“Then we wrote to the mayor.\n\n“She never answered.”\n\nNo.",
        [
            (D, "We waited for a year.", "Omar Tal"),
            (D, "Then we wrote to the mayor.", "Omar Tal"),
            (D, "She never answered.", "Omar Tal"),
        ],
    ),
    Case(
        "paragraphs-straight",
        '"We waited for a year.\n\n"Then we wrote to the mayor," said Omar Tal.',
        [(D, "We waited for a year.", "Omar Tal"), (D, "Then we wrote to the mayor,", "Omar Tal")],
    ),
    # nested
    Case(
        "single-in-double",
        "“She told us ‘go home’ and left,” Tal said.",
        [(D, "She told us ‘go home’ and left,", "Tal")],
    ),
    Case(
        "single-in-double-straight",
        "\"She told us 'go home' and left,\" Tal said.",
        [(D, "She told us 'go home' and left,", "Tal")],
    ),
    Case(
        "double-in-single",
        "‘She told us “go home” and left,’ Tal said.",
        [(D, "She told us “go home” and left,", "Tal")],
    ),
    Case(
        "nested-at-end",
        "“She told us, ‘Go home.’” Tal said he was shocked.",
        [(D, "She told us, ‘Go home.’", None)],
    ),
    Case(
        "same-marks-nested",
        "“She told us “go home” and left,” Tal said.",
        [(D, "She told us “go home” and left,", "Tal")],
    ),
    # single marks and apostrophes
    Case("single-straight", "'We will not pay,' says the mayor.", [(D, "We will not pay,", "the mayor")]),
    Case("single-dont", "'We don't know who'll pay,' Brook said.", [(D, "We don't know who'll pay,", "Brook")]),
    Case(
        "single-possessive-inside",
        "'The tenants' union won't give up,' Brook said.",
        [(D, "The tenants' union won't give up,", "Brook")],
    ),
    Case(
        "curly-apostrophes", "‘We don’t know James’ house,’ Brook said.", [(D, "We don’t know James’ house,", "Brook")]
    ),
    Case("dont", "They don't know and can't say whether it's James' house.", []),
    Case("plural-possessive", "The tenants' union and the drivers' union met in the workers' hall.", []),
    Case("decades", "In the '90s and the '80s, rock 'n' roll ruled the clubs' floors.", []),
    Case("elision", "'Tis the season, and 'twas ever thus for the tenants' friends.", []),
    Case("curly-elision", "Back in the ’90s, rock ’n’ roll ruled the clubs’ floors.", []),
    Case("goin", "They were goin' home and nothin' could stop 'em.", []),
    Case("quoted-plural", "The council's 'good homes' plan was dropped.", [(S, "good homes", None)]),
    Case("single-and-possessive", "The firm's 'fair rent' scheme split the tenants' union.", [(S, "fair rent", None)]),
    # inches, feet, minutes
    Case("height", 'The suspect is 6\'2" tall and wore a 5" badge.', []),
    Case("pipe", "A 12\" pipe and a 3' plank lay in the road.", []),
    Case("inches-inside", '"The pipe is 12" wide," Marsh said.', [(D, 'The pipe is 12" wide,', "Marsh")]),
    Case(
        "number-before-close",
        'They call it "Zone 51" and "Zone 52" on site.',
        [(T, "Zone 51", None), (T, "Zone 52", None)],
    ),
    Case("minutes", "The site lies at 51°30'12\" north.", []),
    # unbalanced
    Case(
        "unclosed",
        "“We will rebuild the bridge, Ruiz said.\n\nThe council meets on Monday.",
        [(D, "We will rebuild the bridge, Ruiz said.", None)],
    ),
    Case(
        "unclosed-then-other",
        "“We will rebuild it, she said.\n\nThe council met. “No,” said Marsh.",
        [(D, "We will rebuild it, she said.", None), (D, "No,", "Marsh")],
    ),
    Case("lone-mark", 'The council " met on Monday and voted.', []),
    Case("closing-only", "We will rebuild the bridge,” Ruiz said.", []),
    Case("mismatched", '“We will rebuild the bridge," Ruiz said.', [(D, "We will rebuild the bridge,", "Ruiz")]),
    Case(
        "mismatched-other-way", '"We will rebuild the bridge,” Ruiz said.', [(D, "We will rebuild the bridge,", "Ruiz")]
    ),
    Case("wrong-way-curly", "”We will rebuild the bridge,” Ruiz said.", [(D, "We will rebuild the bridge,", "Ruiz")]),
    Case("empty", 'He wrote "" and “ ” and nothing else.', []),
    Case("no-space-after", '"We will rebuild the bridge,"she said.', [(D, "We will rebuild the bridge,", None)]),
    # neighbours
    Case("bracket", "The levy (“a tax on the poor”, Brook said) passed.", [(D, "a tax on the poor", "Brook")]),
    Case("dash", "One word—“never”—was painted on the wall.", [(S, "never", None)]),
    Case("guillemets", "«We will rebuild the bridge,» Ruiz said.", [(D, "We will rebuild the bridge,", "Ruiz")]),
    Case("low-high", "„We will rebuild the bridge“, Ruiz said.", [(D, "We will rebuild the bridge", "Ruiz")]),
    Case("tex-marks", "``We will rebuild the bridge,'' Ruiz said.", [(D, "We will rebuild the bridge,", "Ruiz")]),
    # scare quotes
    Case("scare", "The “reform” will cost tenants their homes.", [(S, "reform", None)]),
    Case("scare-subject-of-said", "The “experts” said the plan would work.", [(S, "experts", None)]),
    Case("scare-apposition", "Marsh, a “reformer,” said the road was finished.", [(S, "reformer,", None)]),
    Case("scare-addressee", "Marsh told the “experts” that the road was finished.", [(S, "experts", None)]),
    Case("so-called", "Marsh said the so-called “smart” meters had failed.", [(S, "smart", None)]),
    Case("scare-unrelated-verb", "When the “peace deal” collapsed, Ruiz said nothing.", [(S, "peace deal", None)]),
    Case(
        "anonymous",
        "Leaflets promised “homes for everyone who needs one” last year.",
        [(D, "homes for everyone who needs one", "Leaflets")],
    ),
    # titles, nicknames, mentioned words
    Case("book", "Her book “The Long Road Home” sold well.", [(T, "The Long Road Home", None)]),
    Case("film-called", "They watched a film called “Winter” in the hall.", [(T, "Winter", None)]),
    Case("song-straight", 'The band played the song "Rain on the River" twice.', [(T, "Rain on the River", None)]),
    Case("titled", "A paper titled “what the river wants” went round.", [(T, "what the river wants", None)]),
    Case("known-as", "The estate, known as “the Pit”, was sold.", [(T, "the Pit", None)]),
    Case("nickname", "Joe “Tiny” Marsh drove the bus.", [(T, "Tiny", None)]),
    Case("nicknamed", "The bus, nicknamed “Old Greta”, broke down.", [(T, "Old Greta", None)]),
    Case("word", "The word “tenant” does not occur in the bill.", [(T, "tenant", None)]),
    Case("title-alone", "“The Long Road Home” is out in May.", [(T, "The Long Road Home", None)]),
    Case("title-said-by", "Ruiz said she loved “The Long Road Home” as a child.", [(T, "The Long Road Home", None)]),
    # headlines
    Case("headline-colon", "Mayor: ‘We will not pay’", [(D, "We will not pay", "Mayor")]),
    Case("headline-says", "'We will not pay,' says mayor", [(D, "We will not pay,", "mayor")]),
    Case("headline-says-no-comma", "‘We will not pay’ says mayor", [(D, "We will not pay", "mayor")]),
    Case("headline-colon-after", "‘We will not pay’: Hartwell mayor", [(D, "We will not pay", "Hartwell mayor")]),
    Case("headline-hailed", "Drivers Hailed As ‘Road Heroes’ After Flood", [(S, "Road Heroes", None)]),
    Case("headline-dash", "‘We will not pay’ – mayor hits back at council", [(D, "We will not pay", None)]),
    Case("headline-scare", "Bridge closed 'for good' after flood", [(S, "for good", None)]),
    Case("headline-calls", "Mayor calls levy 'a tax on the poor'", [(D, "a tax on the poor", "Mayor")]),
    Case("headline-title-case", "Mayor Calls Levy “Worst Idea” In Years", [(D, "Worst Idea", "Mayor")]),
    Case("headline-plural", "Tenants' union slams 'rotten deal'", [(D, "rotten deal", "Tenants' union")]),
    Case("headline-name-colon", "Ines Ruiz: “Nobody will lose a home”", [(D, "Nobody will lose a home", "Ines Ruiz")]),
)

REPORTED = (
    Case("that", "Ruiz said that the plan would fail.", [(R, "the plan would fail", "Ruiz")]),
    Case("no-that", "Ruiz said the plan would fail.", [(R, "the plan would fail", "Ruiz")]),
    Case("after", "The plan would fail, Ruiz said.", [(R, "The plan would fail", "Ruiz")]),
    Case("after-inverted", "The plan would fail, said Ruiz.", [(R, "The plan would fail", "Ruiz")]),
    Case("told", "Ruiz told reporters that the plan would fail.", [(R, "the plan would fail", "Ruiz")]),
    Case("according-first", "According to the union, the plan would fail.", [(R, "the plan would fail", "the union")]),
    Case("according-last", "The plan would fail, according to the union.", [(R, "The plan would fail", "the union")]),
    Case("pronoun", "She argued the bridge had never been safe.", [(R, "the bridge had never been safe", "She")]),
    Case("relative", "Marsh, who claimed the road was safe, resigned.", [(R, "the road was safe", "Marsh")]),
    Case(
        "with-fragment",
        "Ruiz said the plan was “a gift to landlords” and must go.",
        [(R, "the plan was “a gift to landlords” and must go", "Ruiz")],
    ),
    Case(
        "nested-report", "Ruiz said Marsh claimed the road was safe.", [(R, "Marsh claimed the road was safe", "Ruiz")]
    ),
    Case("noun-object", "Ruiz said nothing.", []),
    Case("no-report", "The council raised the rent and closed the bridge.", []),
    Case("inside-marks", "“She said the plan would fail,” Tal recalled.", []),
    Case("infinitive", "Ruiz promised to rebuild the bridge.", []),
)
