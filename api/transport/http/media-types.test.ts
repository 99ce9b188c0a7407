import { expect, test } from 'vitest'
import { answerTypeOf, isJson } from './media-types.ts'

test.each([
  'application/json',
  'Application/JSON',
  'application/json;',
  'application/json ; charset=utf-8',
  'application/json; charset="utf-8"',
  'application/json;charset=UTF8',
  'application/json; odata=verbose; charset=utf-8',
  'application/json; odata=verbose',
  "application/json; charset='utf-8'",
  'application/json; charset=',
  'application/json; charset=us-ascii',
  'application/json; profile="a;charset=latin1"; charset=utf-8',
  // As browsers read them (MIME Sniffing Standard, 4.4): an open quote ends with the text, and the first charset counts.
  'application/json; charset="utf-8',
  'application/json; charset=utf-8; charset=latin1',
])('a body of type %s MUST be read as JSON', (type) => expect(isJson(type)).toBe(true))

test.each([
  '',
  ';',
  'application/jsonp',
  'text/json',
  'text/plain; application/json',
  'application/x-www-form-urlencoded',
  'application/json, application/json',
  'application/json; charset=utf-16',
  'application/json; charset=latin1',
  'application/json; charset=latin1; charset=utf-8',
])('a body of type "%s" MUST NOT be read', (type) => expect(isJson(type)).toBe(false))

test.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['application/*', 'application/json'],
  ['text/html, application/json;q=0.9', 'application/json'],
  ['application/graphql-response+json; charset=utf-8, application/json', 'application/graphql-response+json'],
  ['application/json; charset=latin1, application/graphql-response+json', 'application/graphql-response+json'],
  ['text/event-stream', 'text/event-stream'],
  ['text/event-stream, application/json', 'text/event-stream'],
  ['application/json, text/event-stream', 'application/json'],
  ['', 'application/json'],
  ['application/json;q=0, text/event-stream', 'text/event-stream'],
  ['text/html;q=0.9, application/json;q=0.1', 'application/json'],
  ['*/*;q=0', null],
  ['application/json;q=0.0', null],
  ['application/json;q=0.5, text/event-stream', 'text/event-stream'],
  ['text/event-stream;q=0.1, application/json; q=0.2; odata=verbose', 'application/json'],
  ['*/*, application/json;q=0', 'application/graphql-response+json'],
  ['application/json; charset="utf-8"; odata=verbose;', 'application/json'],
  ['application/json;charset=UTF8, text/event-stream', 'application/json'],
  ['application/json;q=0', null],
  ['application/json;charset=utf-16', null],
  ['image/png', null],
  ['multipart/mixed', null],
])('a client that accepts %s MUST be answered in %s', (accept, type) => expect(answerTypeOf(accept)).toBe(type))
