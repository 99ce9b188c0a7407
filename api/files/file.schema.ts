import { builder } from '../graphql/builder.ts'
import { type CompleteFile, isComplete } from './file.ts'
import type { FileLimits } from './service.ts'

/** A file as part of a message. */
export const Attachment = builder.objectRef<CompleteFile>('Attachment').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    type: t.exposeString('type', { description: 'A MIME type, by the content and not by the name.' }),
    size: t.exposeInt('size', { description: 'In bytes.' }),
    width: t.exposeInt('width', {
      nullable: true,
      description:
        'In pixels, of an image as it is shown. Null for one that could not be decoded, and for what is none.',
    }),
    height: t.exposeInt('height', { nullable: true }),
    url: t.string({
      description:
        'Where it is, on this server: for members of the room, by the access token in the header Authorization, or by the cookie that log-in has set in a browser.',
      resolve: (file, _, { fileUrls }) => fileUrls.of(file),
    }),
    thumbnailUrl: t.string({
      nullable: true,
      description: 'A small WebP of the image, for the same people.',
      resolve: (file, _, { fileUrls }) => (file.thumbnailId === null ? null : fileUrls.ofThumbnail(file)),
    }),
  }),
})

const FileLimitsRef = builder.objectRef<FileLimits>('FileLimits').implement({
  description: 'What the viewer may upload, in bytes.',
  fields: (t) => ({
    maxBytes: t.exposeInt('maxBytes', { description: 'Of one file.' }),
    quotaBytes: t.exposeFloat('quotaBytes', { description: 'Of all files of the viewer together.' }),
    usedBytes: t.exposeFloat('usedBytes'),
  }),
})

builder.queryFields((t) => ({
  fileLimits: t.field({
    authorize: 'signedIn',
    type: FileLimitsRef,
    resolve: (_, __, { files, viewer }) => files.limits(viewer),
  }),
  upload: t.field({
    authorize: 'signedIn',
    description: 'An upload of the viewer’s as what it will be in a message; null until all of it has arrived.',
    type: Attachment,
    nullable: true,
    args: { id: t.arg.id() },
    resolve: async (_, { id }, { files, viewer }) => {
      const file = await files.upload(viewer, id)
      return isComplete(file) ? file : null
    },
  }),
}))
