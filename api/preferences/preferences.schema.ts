import { builder, refusals } from '../graphql/builder.ts'
import { weekdays } from './local-time.ts'
import { isQuiet, languages, type QuietHours as QuietHoursRecord, quietChangesAt } from './preferences.ts'
import type { PreferencesThen } from './service.ts'

const Weekday = builder.enumType('Weekday', { values: weekdays })

export const Language = builder.enumType('Language', { values: languages, description: 'By its ISO 639-1 code.' })

const hours = 'From a time of a weekday on, up to a time that is one of the next day where it is not later.'

const QuietHours = builder.objectRef<QuietHoursRecord>('QuietHours').implement({
  description: hours,
  fields: (t) => ({
    weekday: t.expose('weekday', { type: Weekday }),
    from: t.exposeString('from', { description: 'HH:MM' }),
    to: t.exposeString('to', { description: 'HH:MM' }),
  }),
})
const QuietHoursInput = builder.inputType('QuietHoursInput', {
  description: hours,
  fields: (t) => ({
    weekday: t.field({ type: Weekday }),
    from: t.string({ description: 'HH:MM' }),
    to: t.string({ description: 'HH:MM' }),
  }),
})

const Preferences = builder.objectRef<PreferencesThen>('Preferences').implement({
  description: 'How the viewer wants the app to be and to be called, on all devices.',
  fields: (t) => ({
    showTyping: t.exposeBoolean('showTyping', { description: 'Others see that the viewer is writing.' }),
    sounds: t.exposeBoolean('sounds'),
    desktopNotifications: t.exposeBoolean('desktopNotifications'),
    doNotDisturbUntil: t.expose('doNotDisturbUntil', { type: 'DateTime', nullable: true }),
    quietHours: t.field({ type: [QuietHours], resolve: ({ quietHours }) => [...quietHours] }),
    timeZone: t.exposeString('timeZone', {
      nullable: true,
      description: 'That of the quiet hours, as IANA names it. Null until it is set, which counts as UTC.',
    }),
    language: t.expose('language', {
      type: Language,
      nullable: true,
      description: 'That of the app. Null until it is chosen: each browser has its own.',
    }),
    quiet: t.boolean({
      description: 'Whether the viewer wants to be left alone now, by either of the two.',
      resolve: (preferences) => isQuiet(preferences, preferences.at),
    }),
    quietChangesAt: t.field({
      description: 'When `quiet` will be another; null for never.',
      type: 'DateTime',
      nullable: true,
      resolve: (preferences) => quietChangesAt(preferences, preferences.at),
    }),
  }),
})

const SetPreferencesInput = builder.inputType('SetPreferencesInput', {
  description:
    'What is left out, or null, stays as it is; but null ends `doNotDisturbUntil`, and takes `language` back.',
  fields: (t) => ({
    showTyping: t.boolean({ required: false }),
    sounds: t.boolean({ required: false }),
    desktopNotifications: t.boolean({ required: false }),
    doNotDisturbUntil: t.field({ type: 'DateTime', required: false, description: 'Within a year.' }),
    quietHours: t.field({ type: [QuietHoursInput], required: false, description: 'All of them, 50 at most.' }),
    timeZone: t.string({ required: false, description: 'As IANA names it: Europe/Warsaw.' }),
    language: t.field({ type: Language, required: false }),
  }),
})

const SetPreferencesSuccess = builder.objectRef<{ preferences: PreferencesThen }>('SetPreferencesSuccess').implement({
  fields: (t) => ({ preferences: t.expose('preferences', { type: Preferences }) }),
})

builder.queryField('preferences', (t) =>
  t.field({
    authorize: 'signedIn',
    type: Preferences,
    resolve: (_, __, { preferences, viewer }) => preferences.preferences(viewer),
  }),
)

builder.mutationField('setPreferences', (t) =>
  t.field({
    authorize: 'signedIn',
    description: 'Repeating it changes nothing.',
    type: SetPreferencesSuccess,
    errors: refusals,
    args: { input: t.arg({ type: SetPreferencesInput }) },
    resolve: async (_, { input }, { preferences, viewer }) => ({
      preferences: await preferences.setPreferences(viewer, input),
    }),
  }),
)
