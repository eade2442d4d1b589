"""A short report of our own writing: nothing in it is true. ``make_sample`` prints it in four formats."""

from tests.reading_formats.printing import Heading, Items, Lines, Table, Text

TITLE = "Canada-Mexico Partnership - 2022 Annual Report (a sample, all of it invented)"
HEADER = ("Sample report, all of it invented", "Canada-Mexico Partnership - 2022")

PARTS = (
    Heading(TITLE, 1),
    Heading("Part I: Message from the National Co-chairs", 2),
    Text(
        "This sample shows how an annual report of the partnership is laid out, so that a reader can try the tracker"
        " without any printed report. The people, meetings and promises in it were made up for this purpose. Whoever"
        " finds a real name here has found a coincidence."
    ),
    Lines(
        (
            "Odile Tremblay-Ferland",
            "Assistant Deputy Minister for Sample Affairs",
            "Ministry of Foreign Samples of Canada",
        )
    ),
    Lines(("Ramiro Villaseñor Ochoa", "Undersecretary for Invented Matters", "Secretariat of Examples, Mexico")),
    Heading("Annual Meetings of the CMP", 2),
    Text(
        "Each country is host every second year, and the host chooses the town. The sample meetings so far were these:"
    ),
    Items(
        (
            "Halifax, Nova Scotia - May 14-15, 2019",
            "Mérida, Yucatán - June 9, 2020",
            "Virtual Meeting (organized by Canada) - October 5, 2021",
            "Oaxaca, Oaxaca - November 8-9, 2022",
        ),
        ("1.", "2.", "3.", "4."),
    ),
    Heading("Part II: Reports of the working groups", 2),
    Heading("Environment Working Group", 2),
    Heading("Canadian Co-chair", 3),
    Lines(("Noor Haddad-Lavoie", "Director General, Coastal Samples", "Department of Sample Waters (DSW)")),
    Heading("Mexican Co-chair", 3),
    Lines(("Ximena Barragán Soto", "Head of the Unit of Invented Rivers", "Secretariat of Imaginary Resources (SIR)")),
    Heading("I. Introduction and objectives", 3),
    Text(
        "The Environment Working Group met in Oaxaca on November 8, 2022, with thirty-one participants from both"
        " countries. Its members compared how the two coasts measure microplastics, and found that the numbers could"
        " not be set side by side. They therefore put common measurements first on the agenda."
    ),
    Heading("II. Results", 3),
    Heading("Theme 1: Clean beaches", 4),
    Text(
        "Volunteers counted litter on twelve beaches in spring, using one form in three languages. Mr. Haddad's team"
        " trained eighty-four of them in a single week. Both delegations welcomed the first atlas of beach litter,"
        " printed in June 2022."
    ),
    Heading("Theme 2: Migratory birds", 4),
    Text(
        "A shared register of shorebird sightings went into service in March. Students of two universities checked"
        " nine thousand entries by hand, and no more than forty had to be corrected."
    ),
    Heading("III. Future actions", 3),
    Heading("Theme 1: Clean beaches", 4),
    Text(
        "The group will publish a common method for counting microplastics by June 2023. Canada will lend its field"
        " laboratory to the port of Progreso for the summer season. Mexico offered to translate the handbook for"
        " volunteers into Spanish and Maya."
    ),
    Heading("Theme 2: Migratory birds", 4),
    Text("For the coming year the co-chairs agreed on three steps:"),
    Items(
        (
            "Open the register of sightings to schools in both countries;",
            "Train ten wardens of protected wetlands in Yucatán and New Brunswick; and",
            "Hold a workshop on shorebirds during the fifth annual meeting.",
        ),
        ("•", "•", "•"),
    ),
    Heading("IV. Challenges and opportunities", 3),
    Heading("Mining Working Group", 2),
    Heading("Co-chairs", 3),
    Table(
        (
            ("Country", "Name", "Title", "Institution"),
            ("Canada", "Gilles Okafor", "Director, Responsible Samples", "Natural Samples Canada (NSC)"),
            ("Canada", "Beth Lindqvist", "Vice President of Policy", "Association of Sample Prospectors"),
            ("Mexico", "Leonor Aguayo Ríos", "Director General of Invented Mines", "Secretariat of Examples (SE)"),
        )
    ),
    Heading("I. Introduction", 3),
    Text(
        "The Mining Working Group held a virtual session on October 24, 2022, two weeks before the annual meeting."
        " Because the session was short, the co-chairs limited it to water, safety and the closing of old mines."
    ),
    Heading("II. Results", 3),
    Text("The delegations exchanged the following good practices:"),
    Text(
        "A guide to talking with neighbouring communities was finished after four drafts. It has been handed out in"
        " Zacatecas and in northern Ontario, where people call it “the yellow book”."
    ),
    Heading("III. Future actions", 3),
    Items(
        (
            "Both countries will map abandoned mines along shared river basins before the end of 2024. The map will be"
            " open to everyone.",
            "Canada will look into sending two inspectors to Zacatecas for an exchange of three months.",
            "The Association of Sample Prospectors proposed a prize for mines that reuse their water.",
        ),
        ("•", "•", "•"),
    ),
    Heading("Human Capital Working Group", 2),
    Heading("Canadian Co-chair", 3),
    Lines(("Wren Castellanos-Reid", "Executive Director of Invented Exchanges", "Sample Colleges Canada (SCC)")),
    Heading("Mexican Co-chair", 3),
    Lines(("Fermín Zubieta Nava", "Coordinator of Sample Scholarships", "National Council of Examples (CNE)")),
    Heading("I. Introduction", 3),
    Text(
        "The Human Capital Working Group looked back on its first year with a common calendar. Forty-seven interns"
        " crossed the border in 2022, twenty-six of them women."
    ),
    Heading("II. Gender perspective", 3),
    Text("Every call for interns now says how many places are kept for women in technical trades."),
    Heading("III. Future actions", 3),
    Text(
        "Sample Colleges Canada will double the number of internships to ninety-four in 2023. A joint office for the"
        " recognition of diplomas is to open in Guadalajara in the spring of 2023. The group will explore a shared"
        " scholarship for Indigenous students, provided that both parliaments vote the money."
    ),
    Heading("IV. Challenges and opportunities", 3),
    Text(
        "Visas still take longer than a school term, which discourages small colleges. The members asked both embassies"
        " to name one person to whom students can write."
    ),
    Heading("Agri-business Working Group", 2),
    Heading("Canadian Co-chair", 3),
    Lines(
        ("Ansel Fitzgerald-Roy", "Chief Negotiator for Sample Crops", "Agriculture and Invented Foods Canada (AIFC)")
    ),
    Heading("Mexican Co-chair", 3),
    Lines(("Marisol Cienfuegos Paz", "General Coordinator of Imaginary Harvests", "Secretariat of Examples (SE)")),
    Heading("I. Introduction", 3),
    Text("The Agri-business Working Group met on November 9, 2022, in the botanical garden of Oaxaca."),
    Heading("II. Future actions", 3),
    Items(
        (
            "Exchange lists of permitted pesticides twice a year, in January and in July.",
            "Invite growers of beans and of canola to a joint tasting in Winnipeg.",
        ),
        ("1.", "2."),
    ),
)
