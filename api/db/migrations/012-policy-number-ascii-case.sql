-- lower() follows the locale of the database: in a Turkish one the small form of I is ı, so 'I-1' and 'i-1' differ in the
-- index notification_policy_any_case. Collation C knows the letters of ASCII, the same way in every database.
create index notification_policy_ascii_case on notification (lower(policy_number collate "C"), kind)
  where policy_number is not null;
