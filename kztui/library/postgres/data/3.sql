-- Words with typos are looked up by their beginnings and ends, not by a row for each letter that may be missing.
DROP TABLE deletions;
DROP TABLE keys;
CREATE TABLE skeletons (consonants text COLLATE "C", sound text COLLATE "C", PRIMARY KEY (consonants, sound));
CREATE TABLE openings (opening text COLLATE "C" PRIMARY KEY);
CREATE TABLE words_backwards (backwards text COLLATE "C" PRIMARY KEY);
CREATE TABLE sounds_backwards (backwards text COLLATE "C" PRIMARY KEY);
