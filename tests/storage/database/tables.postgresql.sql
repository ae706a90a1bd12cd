CREATE TABLE cases (
id BIGINT NOT NULL,
reference VARCHAR NOT NULL,
secret_hash VARCHAR NOT NULL,
category VARCHAR NOT NULL,
status VARCHAR NOT NULL,
open BOOLEAN NOT NULL,
urgent BOOLEAN NOT NULL,
anonymous BOOLEAN NOT NULL,
place VARCHAR NOT NULL,
channel VARCHAR NOT NULL,
chat VARCHAR,
language VARCHAR NOT NULL,
pseudonym VARCHAR NOT NULL,
created FLOAT NOT NULL,
updated FLOAT NOT NULL,
evidence_count INTEGER NOT NULL,
address BYTEA,
erasure BIGINT NOT NULL,
hold BOOLEAN NOT NULL,
CONSTRAINT cases_pkey PRIMARY KEY (id),
CONSTRAINT cases_reference_key UNIQUE (reference)
);
CREATE INDEX cases_chat ON cases (chat);
CREATE INDEX cases_created ON cases (created, category);
CREATE INDEX cases_open ON cases (open, urgent, id);
CREATE INDEX cases_status ON cases (status, id);
CREATE TABLE conversations (
chat VARCHAR NOT NULL,
body BYTEA NOT NULL,
due FLOAT NOT NULL,
officer VARCHAR NOT NULL,
updated FLOAT NOT NULL,
CONSTRAINT conversations_pkey PRIMARY KEY (chat)
);
CREATE INDEX conversations_due ON conversations (due) WHERE due > 0;
CREATE TABLE custody (
id BIGINT NOT NULL,
chain VARCHAR NOT NULL,
seq INTEGER NOT NULL,
time FLOAT NOT NULL,
event VARCHAR NOT NULL,
actor VARCHAR NOT NULL,
purpose VARCHAR NOT NULL,
digest VARCHAR NOT NULL,
previous VARCHAR NOT NULL,
hash VARCHAR NOT NULL,
CONSTRAINT custody_pkey PRIMARY KEY (id),
CONSTRAINT custody_chain_seq_key UNIQUE (chain, seq)
);
CREATE TABLE custody_heads (
chain VARCHAR NOT NULL,
count INTEGER NOT NULL,
hash VARCHAR NOT NULL,
signature BYTEA NOT NULL,
CONSTRAINT custody_heads_pkey PRIMARY KEY (chain)
);
CREATE TABLE custody_roots (
day VARCHAR NOT NULL,
count INTEGER NOT NULL,
root VARCHAR NOT NULL,
signature BYTEA NOT NULL,
CONSTRAINT custody_roots_pkey PRIMARY KEY (day)
);
CREATE TABLE dead_letters (
id BIGINT NOT NULL,
event_id VARCHAR NOT NULL,
chat VARCHAR NOT NULL,
body BYTEA NOT NULL,
error VARCHAR NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT dead_letters_pkey PRIMARY KEY (id)
);
CREATE INDEX dead_letters_chat ON dead_letters (chat);
CREATE TABLE early_words (
provider_id VARCHAR NOT NULL,
state VARCHAR NOT NULL,
reason VARCHAR NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT early_words_pkey PRIMARY KEY (provider_id)
);
CREATE INDEX early_words_time ON early_words (time);
CREATE TABLE entries (
id BIGINT NOT NULL,
reference VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
body BYTEA NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT entries_pkey PRIMARY KEY (id),
CONSTRAINT entries_reference_fkey FOREIGN KEY(reference) REFERENCES cases (reference)
);
CREATE INDEX entries_reference ON entries (reference);
CREATE TABLE erasure.keys (
id BIGINT NOT NULL,
key BYTEA NOT NULL,
PRIMARY KEY (id)
);
CREATE TABLE evidence (
id VARCHAR NOT NULL,
chat VARCHAR NOT NULL,
reference VARCHAR,
kind VARCHAR NOT NULL,
state VARCHAR NOT NULL,
provider_ref BYTEA NOT NULL,
message VARCHAR NOT NULL,
received FLOAT NOT NULL,
name BYTEA NOT NULL,
origin BYTEA NOT NULL,
size INTEGER NOT NULL,
sha256 VARCHAR NOT NULL,
media_type VARCHAR NOT NULL,
reason VARCHAR NOT NULL,
stored_at FLOAT NOT NULL,
erasure BIGINT NOT NULL,
CONSTRAINT evidence_pkey PRIMARY KEY (id),
CONSTRAINT evidence_reference_fkey FOREIGN KEY(reference) REFERENCES cases (reference)
);
CREATE INDEX evidence_chat ON evidence (chat);
CREATE INDEX evidence_loose ON evidence (received) WHERE reference IS NULL;
CREATE INDEX evidence_reference ON evidence (reference);
CREATE TABLE guesses (
id BIGINT NOT NULL,
chat VARCHAR NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT guesses_pkey PRIMARY KEY (id)
);
CREATE INDEX guesses_chat ON guesses (chat, time);
CREATE INDEX guesses_time ON guesses (time);
CREATE TABLE inbox (
event_id VARCHAR NOT NULL,
chat VARCHAR NOT NULL,
message VARCHAR NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT inbox_pkey PRIMARY KEY (event_id)
);
CREATE INDEX inbox_chat ON inbox (chat);
CREATE INDEX inbox_time ON inbox (time);
CREATE TABLE keys (
fingerprint VARCHAR NOT NULL,
recipient VARCHAR NOT NULL,
owner VARCHAR NOT NULL,
added FLOAT NOT NULL,
removed FLOAT NOT NULL,
CONSTRAINT keys_pkey PRIMARY KEY (fingerprint)
);
CREATE TABLE officers (
id VARCHAR NOT NULL,
name VARCHAR NOT NULL,
code_hash VARCHAR NOT NULL,
chat VARCHAR NOT NULL,
language VARCHAR NOT NULL,
added FLOAT NOT NULL,
enrolled FLOAT NOT NULL,
removed FLOAT NOT NULL,
address BYTEA,
CONSTRAINT officers_pkey PRIMARY KEY (id)
);
CREATE INDEX officers_chat ON officers (chat);
CREATE INDEX officers_code_hash ON officers (code_hash);
CREATE TABLE outbox (
id BIGINT NOT NULL,
chat VARCHAR NOT NULL,
lane VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
priority INTEGER NOT NULL,
body BYTEA,
state VARCHAR NOT NULL,
due FLOAT NOT NULL,
lease FLOAT NOT NULL,
attempts INTEGER NOT NULL,
resent BOOLEAN NOT NULL,
provider_id VARCHAR NOT NULL,
reason VARCHAR NOT NULL,
created FLOAT NOT NULL,
settled FLOAT NOT NULL,
channel VARCHAR NOT NULL,
CONSTRAINT outbox_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_chat ON outbox (chat, id);
CREATE INDEX outbox_failed ON outbox (channel, id) WHERE state IN ('undeliverable', 'unknown');
CREATE INDEX outbox_lane ON outbox (lane, id) WHERE state = 'queued';
CREATE INDEX outbox_priority ON outbox (priority, id) WHERE state = 'queued';
CREATE INDEX outbox_provider ON outbox (provider_id) WHERE provider_id <> '';
CREATE TABLE settings (
key VARCHAR NOT NULL,
value BYTEA NOT NULL,
CONSTRAINT settings_pkey PRIMARY KEY (key)
);
CREATE TABLE shreds (
id BIGINT NOT NULL,
erasure BIGINT NOT NULL,
evidence VARCHAR NOT NULL,
seal VARCHAR NOT NULL,
CONSTRAINT shreds_pkey PRIMARY KEY (id)
);
CREATE TABLE status_changes (
id BIGINT NOT NULL,
reference VARCHAR NOT NULL,
status VARCHAR NOT NULL,
officer VARCHAR NOT NULL,
note BYTEA NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT status_changes_pkey PRIMARY KEY (id),
CONSTRAINT status_changes_reference_fkey FOREIGN KEY(reference) REFERENCES cases (reference)
);
CREATE INDEX status_changes_reference ON status_changes (reference);
CREATE TABLE whatsapp_chats (
chat VARCHAR NOT NULL,
address BYTEA NOT NULL,
inbound FLOAT NOT NULL,
closed FLOAT NOT NULL,
stopped FLOAT NOT NULL,
CONSTRAINT whatsapp_chats_pkey PRIMARY KEY (chat)
);
CREATE INDEX whatsapp_chats_inbound ON whatsapp_chats (inbound);
CREATE TABLE whatsapp_contents (
name VARCHAR NOT NULL,
sid VARCHAR NOT NULL,
CONSTRAINT whatsapp_contents_pkey PRIMARY KEY (name)
);
CREATE TABLE whatsapp_identities (
identity VARCHAR NOT NULL,
chat VARCHAR NOT NULL,
number BOOLEAN NOT NULL,
seen FLOAT NOT NULL,
CONSTRAINT whatsapp_identities_pkey PRIMARY KEY (identity)
);
CREATE INDEX whatsapp_identities_chat ON whatsapp_identities (chat);
CREATE INDEX whatsapp_identities_seen ON whatsapp_identities (seen);
CREATE TABLE whatsapp_spent (
day VARCHAR NOT NULL,
chat VARCHAR NOT NULL,
count INTEGER NOT NULL,
CONSTRAINT whatsapp_spent_pkey PRIMARY KEY (day, chat)
);
CREATE INDEX whatsapp_spent_chat ON whatsapp_spent (chat);
