-- The language that an agent has chosen for the app, `EN` or `PL`; null leaves it to each browser.
alter table preferences add column language text;
