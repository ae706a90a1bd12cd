CREATE TABLE budgets (
kind VARCHAR NOT NULL,
"key" VARCHAR NOT NULL,
level FLOAT NOT NULL,
granted FLOAT NOT NULL,
moment FLOAT NOT NULL,
CONSTRAINT budgets_pkey PRIMARY KEY (kind, "key")
);
CREATE TABLE campaign_cases (
case_id BIGINT NOT NULL,
campaign BIGINT NOT NULL,
state VARCHAR NOT NULL,
why VARCHAR NOT NULL,
thanked BOOLEAN NOT NULL,
beside BIGINT NOT NULL,
CONSTRAINT campaign_cases_pkey PRIMARY KEY (case_id),
CONSTRAINT campaign_cases_case_id_fkey FOREIGN KEY(case_id) REFERENCES cases (id),
CONSTRAINT campaign_cases_campaign_fkey FOREIGN KEY(campaign) REFERENCES campaigns (id)
);
CREATE INDEX campaign_cases_campaign ON campaign_cases (campaign, case_id);
CREATE TABLE campaign_decisions (
id INTEGER NOT NULL,
campaign BIGINT NOT NULL,
status VARCHAR NOT NULL,
officer VARCHAR NOT NULL,
note BLOB NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT campaign_decisions_pkey PRIMARY KEY (id),
CONSTRAINT campaign_decisions_campaign_fkey FOREIGN KEY(campaign) REFERENCES campaigns (id)
);
CREATE INDEX campaign_decisions_campaign ON campaign_decisions (campaign);
CREATE TABLE campaigns (
id INTEGER NOT NULL,
code VARCHAR NOT NULL,
name BLOB NOT NULL,
cases INTEGER NOT NULL,
first FLOAT NOT NULL,
last FLOAT NOT NULL,
urgent BOOLEAN NOT NULL,
alerted INTEGER NOT NULL,
urgent_told BOOLEAN NOT NULL,
CONSTRAINT campaigns_pkey PRIMARY KEY (id),
CONSTRAINT campaigns_code_key UNIQUE (code)
);
CREATE TABLE case_facts (
reference VARCHAR NOT NULL,
country VARCHAR NOT NULL,
named_group VARCHAR NOT NULL,
money FLOAT NOT NULL,
CONSTRAINT case_facts_pkey PRIMARY KEY (reference),
CONSTRAINT case_facts_reference_fkey FOREIGN KEY(reference) REFERENCES cases (reference)
);
CREATE INDEX case_facts_money ON case_facts (money) WHERE money > 0;
CREATE TABLE case_headers (
reference VARCHAR NOT NULL,
officer VARCHAR NOT NULL,
body BLOB NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT case_headers_pkey PRIMARY KEY (reference),
CONSTRAINT case_headers_reference_fkey FOREIGN KEY(reference) REFERENCES cases (reference)
);
CREATE TABLE case_marks (
officer VARCHAR NOT NULL,
case_id BIGINT NOT NULL,
seen FLOAT NOT NULL,
snoozed FLOAT NOT NULL,
looking FLOAT NOT NULL,
CONSTRAINT case_marks_pkey PRIMARY KEY (officer, case_id),
CONSTRAINT case_marks_case_id_fkey FOREIGN KEY(case_id) REFERENCES cases (id)
)
WITHOUT ROWID;
CREATE INDEX case_marks_case_id ON case_marks (case_id);
CREATE INDEX case_marks_looking ON case_marks (looking);
CREATE INDEX case_marks_snoozed ON case_marks (officer, case_id) WHERE snoozed > 0;
CREATE TABLE case_notes (
id INTEGER NOT NULL,
reference VARCHAR NOT NULL,
name VARCHAR NOT NULL,
officer VARCHAR NOT NULL,
body BLOB NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT case_notes_pkey PRIMARY KEY (id),
CONSTRAINT case_notes_reference_fkey FOREIGN KEY(reference) REFERENCES cases (reference)
);
CREATE UNIQUE INDEX case_notes_name ON case_notes (reference, name);
CREATE INDEX case_notes_reference ON case_notes (reference);
CREATE TABLE case_reminders (
case_id BIGINT NOT NULL,
name VARCHAR NOT NULL,
began FLOAT NOT NULL,
CONSTRAINT case_reminders_pkey PRIMARY KEY (case_id, name),
CONSTRAINT case_reminders_case_id_fkey FOREIGN KEY(case_id) REFERENCES cases (id)
)
WITHOUT ROWID;
CREATE TABLE case_tokens (
token BIGINT NOT NULL,
case_id BIGINT NOT NULL,
role SMALLINT NOT NULL,
tells BOOLEAN,
CONSTRAINT case_tokens_pkey PRIMARY KEY (token, role, case_id),
CONSTRAINT case_tokens_case_id_fkey FOREIGN KEY(case_id) REFERENCES cases (id)
)
WITHOUT ROWID;
CREATE INDEX case_tokens_case_id ON case_tokens (case_id);
CREATE TABLE case_work (
case_id BIGINT NOT NULL,
assigned VARCHAR NOT NULL,
asked FLOAT NOT NULL,
answered FLOAT NOT NULL,
reminders INTEGER NOT NULL,
reminded FLOAT NOT NULL,
looked FLOAT NOT NULL,
service VARCHAR NOT NULL,
handed FLOAT NOT NULL,
CONSTRAINT case_work_pkey PRIMARY KEY (case_id),
CONSTRAINT case_work_case_id_fkey FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX case_work_answered ON case_work (case_id) WHERE answered > 0;
CREATE INDEX case_work_asked ON case_work (case_id) WHERE asked > 0;
CREATE INDEX case_work_assigned ON case_work (assigned);
CREATE INDEX case_work_handed ON case_work (service, case_id) WHERE handed > 0;
CREATE TABLE cases (
id INTEGER NOT NULL,
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
address BLOB,
erasure BIGINT NOT NULL,
hold BOOLEAN NOT NULL,
recipient VARCHAR NOT NULL,
recipient_seal VARCHAR NOT NULL,
province VARCHAR NOT NULL,
CONSTRAINT cases_pkey PRIMARY KEY (id),
CONSTRAINT cases_reference_key UNIQUE (reference)
);
CREATE INDEX cases_chat ON cases (chat);
CREATE INDEX cases_created ON cases (created, category);
CREATE INDEX cases_open ON cases (open, urgent, id, status, category, place, channel, language, created, updated);
CREATE INDEX cases_status ON cases (status, id);
CREATE TABLE compatibility (
version VARCHAR NOT NULL,
oldest VARCHAR NOT NULL,
CONSTRAINT compatibility_pkey PRIMARY KEY (version)
);
CREATE TABLE conversations (
chat VARCHAR NOT NULL,
body BLOB NOT NULL,
due FLOAT NOT NULL,
officer VARCHAR NOT NULL,
updated FLOAT NOT NULL,
CONSTRAINT conversations_pkey PRIMARY KEY (chat)
);
CREATE INDEX conversations_due ON conversations (due) WHERE due > 0;
CREATE TABLE custody (
id INTEGER NOT NULL,
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
signature BLOB NOT NULL,
CONSTRAINT custody_heads_pkey PRIMARY KEY (chain)
);
CREATE TABLE custody_roots (
day VARCHAR NOT NULL,
count INTEGER NOT NULL,
root VARCHAR NOT NULL,
signature BLOB NOT NULL,
CONSTRAINT custody_roots_pkey PRIMARY KEY (day)
);
CREATE TABLE dead_letters (
id INTEGER NOT NULL,
event_id VARCHAR NOT NULL,
chat VARCHAR NOT NULL,
body BLOB NOT NULL,
error VARCHAR NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT dead_letters_pkey PRIMARY KEY (id)
);
CREATE INDEX dead_letters_chat ON dead_letters (chat);
CREATE TABLE decided_cases (
decision BIGINT NOT NULL,
case_id BIGINT NOT NULL,
state VARCHAR NOT NULL,
seal VARCHAR NOT NULL,
CONSTRAINT decided_cases_pkey PRIMARY KEY (decision, case_id),
CONSTRAINT decided_cases_decision_fkey FOREIGN KEY(decision) REFERENCES campaign_decisions (id),
CONSTRAINT decided_cases_case_id_fkey FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX decided_cases_case_id ON decided_cases (case_id);
CREATE INDEX decided_cases_waiting ON decided_cases (decision, case_id) WHERE state = 'waiting';
CREATE TABLE desk_challenges (
token VARCHAR NOT NULL,
until FLOAT NOT NULL,
CONSTRAINT desk_challenges_pkey PRIMARY KEY (token)
);
CREATE INDEX desk_challenges_until ON desk_challenges (until);
CREATE TABLE desk_invitations (
officer VARCHAR NOT NULL,
token VARCHAR NOT NULL,
made FLOAT NOT NULL,
CONSTRAINT desk_invitations_pkey PRIMARY KEY (officer)
);
CREATE INDEX desk_invitations_token ON desk_invitations (token);
CREATE TABLE desk_keys (
officer VARCHAR NOT NULL,
recipient VARCHAR NOT NULL,
made FLOAT NOT NULL,
passkey_proved FLOAT NOT NULL,
sheet_proved FLOAT NOT NULL,
confirmed FLOAT NOT NULL,
confirmed_by VARCHAR NOT NULL,
seen FLOAT NOT NULL,
CONSTRAINT desk_keys_pkey PRIMARY KEY (officer)
);
CREATE TABLE desk_passkeys (
id VARCHAR NOT NULL,
officer VARCHAR NOT NULL,
public_key VARCHAR NOT NULL,
count BIGINT NOT NULL,
way VARCHAR NOT NULL,
box BLOB NOT NULL,
added FLOAT NOT NULL,
CONSTRAINT desk_passkeys_pkey PRIMARY KEY (id)
);
CREATE INDEX desk_passkeys_officer ON desk_passkeys (officer);
CREATE TABLE desk_sessions (
token VARCHAR NOT NULL,
officer VARCHAR NOT NULL,
passkey VARCHAR NOT NULL,
made FLOAT NOT NULL,
seal VARCHAR NOT NULL,
CONSTRAINT desk_sessions_pkey PRIMARY KEY (token)
);
CREATE INDEX desk_sessions_made ON desk_sessions (made);
CREATE INDEX desk_sessions_officer ON desk_sessions (officer);
CREATE TABLE digest_choices (
officer VARCHAR NOT NULL,
box BLOB NOT NULL,
CONSTRAINT digest_choices_pkey PRIMARY KEY (officer)
);
CREATE TABLE duty (
officer VARCHAR NOT NULL,
present BOOLEAN NOT NULL,
until FLOAT NOT NULL,
CONSTRAINT duty_pkey PRIMARY KEY (officer)
);
CREATE TABLE early_words (
provider_id VARCHAR NOT NULL,
state VARCHAR NOT NULL,
reason VARCHAR NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT early_words_pkey PRIMARY KEY (provider_id)
);
CREATE INDEX early_words_time ON early_words (time);
CREATE TABLE entries (
id INTEGER NOT NULL,
reference VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
body BLOB NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT entries_pkey PRIMARY KEY (id),
CONSTRAINT entries_reference_fkey FOREIGN KEY(reference) REFERENCES cases (reference)
);
CREATE INDEX entries_reference ON entries (reference);
CREATE TABLE erasure.keys (
id INTEGER NOT NULL,
"key" BLOB NOT NULL,
PRIMARY KEY (id)
);
CREATE TABLE evidence (
id VARCHAR NOT NULL,
chat VARCHAR NOT NULL,
reference VARCHAR,
kind VARCHAR NOT NULL,
state VARCHAR NOT NULL,
provider_ref BLOB NOT NULL,
message VARCHAR NOT NULL,
received FLOAT NOT NULL,
name BLOB NOT NULL,
origin BLOB NOT NULL,
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
CREATE TABLE feedback (
case_id BIGINT NOT NULL,
asked FLOAT NOT NULL,
helped BOOLEAN,
time FLOAT NOT NULL,
CONSTRAINT feedback_pkey PRIMARY KEY (case_id),
CONSTRAINT feedback_case_id_fkey FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE TABLE guesses (
id INTEGER NOT NULL,
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
)
WITHOUT ROWID;
CREATE INDEX inbox_chat ON inbox (chat);
CREATE INDEX inbox_time ON inbox (time);
CREATE TABLE key_wraps (
number BIGINT NOT NULL,
fingerprint VARCHAR NOT NULL,
box BLOB NOT NULL,
granted BOOLEAN NOT NULL,
CONSTRAINT key_wraps_pkey PRIMARY KEY (number, fingerprint)
);
CREATE INDEX key_wraps_fingerprint ON key_wraps (fingerprint);
CREATE TABLE keys (
fingerprint VARCHAR NOT NULL,
recipient VARCHAR NOT NULL,
owner VARCHAR NOT NULL,
added FLOAT NOT NULL,
removed FLOAT NOT NULL,
CONSTRAINT keys_pkey PRIMARY KEY (fingerprint)
);
CREATE TABLE leases (
name VARCHAR NOT NULL,
node INTEGER NOT NULL,
token INTEGER NOT NULL,
until FLOAT NOT NULL,
CONSTRAINT leases_pkey PRIMARY KEY (name)
);
CREATE TABLE listed_indicators (
token BIGINT NOT NULL,
source VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
day INTEGER NOT NULL,
told BOOLEAN NOT NULL,
proof VARCHAR NOT NULL,
CONSTRAINT listed_indicators_pkey PRIMARY KEY (token, source)
)
WITHOUT ROWID;
CREATE INDEX listed_indicators_source ON listed_indicators (source);
CREATE TABLE nodes (
number INTEGER NOT NULL,
name VARCHAR NOT NULL,
role VARCHAR NOT NULL,
place VARCHAR NOT NULL,
version VARCHAR NOT NULL,
seen FLOAT NOT NULL,
CONSTRAINT nodes_pkey PRIMARY KEY (number)
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
address BLOB,
role VARCHAR NOT NULL,
suspended FLOAT NOT NULL,
CONSTRAINT officers_pkey PRIMARY KEY (id)
);
CREATE INDEX officers_chat ON officers (chat);
CREATE INDEX officers_code_hash ON officers (code_hash);
CREATE TABLE outbox (
id INTEGER NOT NULL,
chat VARCHAR NOT NULL,
lane VARCHAR NOT NULL,
kind VARCHAR NOT NULL,
priority INTEGER NOT NULL,
body BLOB,
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
node INTEGER DEFAULT 0 NOT NULL,
CONSTRAINT outbox_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_chat ON outbox (chat, id);
CREATE INDEX outbox_failed ON outbox (channel, id) WHERE state IN ('undeliverable', 'unknown');
CREATE INDEX outbox_lane ON outbox (lane, id) WHERE state = 'queued';
CREATE INDEX outbox_priority ON outbox (priority, id) WHERE state = 'queued';
CREATE INDEX outbox_provider ON outbox (provider_id) WHERE provider_id <> '';
CREATE TABLE person_waits (
case_id BIGINT NOT NULL,
since FLOAT NOT NULL,
until FLOAT NOT NULL,
lapsed FLOAT NOT NULL,
spoke FLOAT NOT NULL,
CONSTRAINT person_waits_pkey PRIMARY KEY (case_id),
CONSTRAINT person_waits_case_id_fkey FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX person_waits_since ON person_waits (case_id) WHERE since > 0;
CREATE TABLE rulings (
token BIGINT NOT NULL,
ruling BIGINT NOT NULL,
CONSTRAINT rulings_pkey PRIMARY KEY (token, ruling)
)
WITHOUT ROWID;
CREATE INDEX rulings_ruling ON rulings (ruling);
CREATE TABLE settings (
"key" VARCHAR NOT NULL,
value BLOB NOT NULL,
CONSTRAINT settings_pkey PRIMARY KEY ("key")
);
CREATE TABLE shreds (
id INTEGER NOT NULL,
erasure BIGINT NOT NULL,
evidence VARCHAR NOT NULL,
seal VARCHAR NOT NULL,
CONSTRAINT shreds_pkey PRIMARY KEY (id)
);
CREATE TABLE status_changes (
id INTEGER NOT NULL,
reference VARCHAR NOT NULL,
status VARCHAR NOT NULL,
officer VARCHAR NOT NULL,
note BLOB NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT status_changes_pkey PRIMARY KEY (id),
CONSTRAINT status_changes_reference_fkey FOREIGN KEY(reference) REFERENCES cases (reference)
);
CREATE INDEX status_changes_reference ON status_changes (reference);
CREATE TABLE suspects (
reference VARCHAR NOT NULL,
number INTEGER NOT NULL,
outcome VARCHAR NOT NULL,
officer VARCHAR NOT NULL,
time FLOAT NOT NULL,
CONSTRAINT suspects_pkey PRIMARY KEY (reference, number),
CONSTRAINT suspects_reference_fkey FOREIGN KEY(reference) REFERENCES cases (reference)
)
WITHOUT ROWID;
CREATE TABLE whatsapp_chats (
chat VARCHAR NOT NULL,
address BLOB NOT NULL,
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
