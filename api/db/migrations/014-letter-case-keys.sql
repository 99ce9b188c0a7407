-- Policy numbers and logins are the same in any case, by Unicode. lower() follows the locale of the database: C knows the
-- letters of ASCII alone, and a Turkish one has another small I. So Parley writes the small form itself. Rows without one,
-- of the last version or written by hand, get it when a process starts.
alter table notification add column policy_key text;
create index notification_policy_key on notification (policy_key, kind) where policy_key is not null;
create index notification_without_policy_key on notification (seq) where policy_key is null and policy_number is not null;
drop index notification_policy_any_case;
drop index notification_policy_ascii_case;

alter table agent add column login_key text;
create index agent_login_key on agent (login_key);
