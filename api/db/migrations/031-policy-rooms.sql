-- The room in which a policy is discussed, by the policy's wire number.
alter table room add column policy_number text unique;
