-- Texts are compared by their code points, as Python and SQLite do, whatever the language of the database.
CREATE TABLE library (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    structure integer NOT NULL,
    content text NOT NULL,
    name text NOT NULL DEFAULT ''
);
CREATE TABLE articles (
    path text COLLATE "C" PRIMARY KEY,
    hash bytea NOT NULL,
    entry bytea NOT NULL,
    files bytea NOT NULL,
    number bigint UNIQUE,
    id text COLLATE "C" NOT NULL,
    items integer NOT NULL,
    written_by text NOT NULL DEFAULT session_user,
    written_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX article_ids ON articles (id);
-- What each folder of articles last wrote here or saw here: whoever changed it since can be told.
CREATE TABLE seen_articles (origin bytea, path text COLLATE "C", hash bytea NOT NULL, PRIMARY KEY (origin, path));
CREATE TABLE seen_joins (
    origin bytea, a text COLLATE "C", b text COLLATE "C", verdict text NOT NULL, PRIMARY KEY (origin, a, b)
);
CREATE TABLE items (number bigint PRIMARY KEY, item bytea NOT NULL);
-- Small rows, as many of them are read to find those that rank lowest; the words stand in the index and out of line.
CREATE TABLE postings (
    number bigint PRIMARY KEY,
    article bigint NOT NULL,
    rank integer NOT NULL,
    first_day bigint NOT NULL,
    last_day bigint NOT NULL,
    words text[] COLLATE "C" NOT NULL
) WITH (toast_tuple_target = 128);
ALTER TABLE postings ALTER COLUMN words SET STORAGE EXTERNAL;
CREATE INDEX posted_words ON postings USING gin (words) WITH (fastupdate = off);
CREATE INDEX posted_articles ON postings (article);
CREATE TABLE words (
    word text COLLATE "C" PRIMARY KEY, stem text COLLATE "C", names bigint, mentioned bigint, texts bigint
);
CREATE INDEX stems ON words (stem);
CREATE TABLE sounds (sound text COLLATE "C", word text COLLATE "C", otherwise integer, PRIMARY KEY (sound, word));
CREATE TABLE keys (sound text COLLATE "C" PRIMARY KEY, consonants text COLLATE "C");
CREATE INDEX skeletons ON keys (consonants);
CREATE TABLE deletions (
    kind integer, short text COLLATE "C", whole text COLLATE "C", PRIMARY KEY (kind, short, whole)
);
CREATE TABLE joins (
    a text COLLATE "C",
    b text COLLATE "C",
    verdict text NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    said_by text NOT NULL,
    said_on text NOT NULL,
    why text NOT NULL,
    PRIMARY KEY (a, b)
);
-- Every change of a verdict, so that none is lost and each can be taken back.
CREATE TABLE join_changes (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    a text COLLATE "C" NOT NULL,
    b text COLLATE "C" NOT NULL,
    before jsonb,
    after jsonb,
    origin bytea NOT NULL,
    undone boolean NOT NULL DEFAULT false,
    written_by text NOT NULL DEFAULT session_user,
    written_at timestamptz NOT NULL DEFAULT now()
);
