import { builder, refusals } from '../graphql/builder.ts'
import { Agent } from './agent.schema.ts'
import type { AgentRecord } from './agents.ts'

const success = (name: string) =>
  builder.objectRef<AgentRecord>(name).implement({
    fields: (t) => ({ agent: t.field({ type: Agent, resolve: (agent) => agent }) }),
  })

const ChangeProfileInput = builder.inputType('ChangeProfileInput', {
  fields: (t) => ({ name: t.string({ description: '1 to 80 characters.' }) }),
})
const SetStatusInput = builder.inputType('SetStatusInput', {
  fields: (t) => ({
    emoji: t.string({ required: false, description: 'One emoji.' }),
    text: t.string({ required: false, description: 'At most 100 characters.' }),
    until: t.field({ type: 'DateTime', required: false, description: 'Without it the status stays.' }),
  }),
})
const CropInput = builder.inputType('CropInput', {
  description: 'A square of an image, in pixels of the image as it is shown.',
  fields: (t) => ({
    x: t.int({ description: 'Of its left edge.' }),
    y: t.int({ description: 'Of its top edge.' }),
    size: t.int({ description: 'Its width and height.' }),
  }),
})
const ChangePictureInput = builder.inputType('ChangePictureInput', {
  fields: (t) => ({
    uploadId: t.id({ description: 'A complete upload of the viewer’s, to any room, that was not sent: an image.' }),
    crop: t.field({ type: CropInput, required: false, description: 'Without it the middle of the image.' }),
  }),
})
const RemovePictureInput = builder.inputType('RemovePictureInput', { fields: (t) => ({ login: t.id() }) })
const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  fields: (t) => ({ current: t.string(), next: t.string({ description: '8 to 200 characters.' }) }),
})

builder.mutationFields((t) => ({
  changeProfile: t.field({
    authorize: 'signedIn',
    description: 'What others see of the viewer. Repeating it changes nothing.',
    type: success('ChangeProfileSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: ChangeProfileInput }) },
    resolve: (_, { input }, { profiles, viewer }) => profiles.changeProfile(viewer, input),
  }),
  setStatus: t.field({
    authorize: 'signedIn',
    description: 'Without emoji and text the status is removed. Repeating it changes nothing.',
    type: success('SetStatusSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: SetStatusInput }) },
    resolve: (_, { input }, { profiles, viewer }) => profiles.setStatus(viewer, input),
  }),
  changePicture: t.field({
    authorize: 'signedIn',
    description:
      'Makes an upload the viewer’s picture, in place of the last one; the upload itself is removed. Repeating it changes nothing.',
    type: success('ChangePictureSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: ChangePictureInput }) },
    resolve: (_, { input }, { pictures, viewer }) => pictures.changePicture(viewer, input),
  }),
  removePicture: t.field({
    authorize: 'signedIn',
    description: 'The viewer’s own; administrators remove anybody’s. Repeating it changes nothing.',
    type: success('RemovePictureSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: RemovePictureInput }) },
    resolve: (_, { input }, { pictures, viewer }) => pictures.removePicture(viewer, input.login),
  }),
  changePassword: t.field({
    authorize: 'signedIn',
    description: "Ends the viewer's other sessions.",
    type: success('ChangePasswordSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: ChangePasswordInput }) },
    resolve: (_, { input }, { profiles, viewer, caller }) => profiles.changePassword(viewer, input, caller.ip),
  }),
}))
