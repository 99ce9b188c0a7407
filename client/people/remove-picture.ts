import { graphql } from '../gql/index.ts'

/** One's own picture, or for administrators anybody's. */
export const RemovePicture = graphql(`
  mutation RemovePicture($input: RemovePictureInput!) {
    answer: removePicture(input: $input) { __typename ... on Error { code message } }
  }
`)
