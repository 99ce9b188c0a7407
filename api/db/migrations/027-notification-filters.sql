-- What a page of notifications is filtered by, newest first. Policies have notification_policy_key.
create index notification_kind on notification (kind, seq);
