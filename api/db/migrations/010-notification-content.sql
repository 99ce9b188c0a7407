-- What a notification is about, by kind, as JSON: `content` takes the place of the columns that repeat it and of `text`,
-- its sentence. They are still written for processes of the last version, whose rows have no content; a later version
-- removes text, amount_cents, agent_login, product_code and day.
alter table notification add column content jsonb;

-- Policy numbers are the same in any case.
create index notification_policy_any_case on notification (lower(policy_number), kind) where policy_number is not null;
