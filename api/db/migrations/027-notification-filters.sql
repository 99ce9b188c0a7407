-- What a page of notifications is filtered by, newest first. Policies have notification_policy_key.
create index notification_kind on notification (kind, seq);
create index notification_product on notification (product_code, seq) where product_code is not null;
create index notification_agent on notification (lower(agent_login), seq) where agent_login is not null;
