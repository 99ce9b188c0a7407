/** The tabs of somebody who opens the page for the first time, in the order in which they are used. */
export const examples: { query: string; variables?: string }[] = [
  {
    query: `# Welcome to Parley. Five tabs show what it does;
# ▶ or Ctrl-Enter runs the one you see.
#
# 1. Run this one to get an access token. Demo logins:
#    jimmy.solid / secret, danny.solid / secret,
#    admin / admin.
# 2. Press "Use this token in all tabs" below. It goes
#    into every tab's Headers, for queries, mutations
#    and live subscriptions alike. You can also paste
#    it there: { "Authorization": "Bearer …" }

mutation LogIn {
  login(
    input: { login: "jimmy.solid", password: "secret" }
  ) {
    ... on LoginSuccess {
      accessToken
      expiresAt
      agent {
        login
        name
      }
    }
    ... on Error {
      code
      message
    }
  }
}
`,
  },
  {
    query: `# What there is: products, the last messages, the last
# notifications. The book in the left margin explains
# every type and field.

query LookAround {
  me {
    login
    name
  }
  products {
    code
    name
    questions {
      code
      text
      choices {
        code
        label
      }
    }
  }
  room(id: "general") {
    messages(last: 10) {
      edges {
        cursor
        node {
          author {
            name
          }
          text
          sentAt
        }
      }
      pageInfo {
        # As "after" of a subscription: nothing is
        # missed and nothing repeated.
        endCursor
      }
    }
  }
  notifications(last: 10) {
    edges {
      node {
        at
        text
      }
    }
  }
}
`,
  },
  {
    query: `# Says something to all agents. The text is in the
# Variables below. A rule that says no is an answer
# with a code, not an error.

mutation SendMessage($input: SendMessageInput!) {
  sendMessage(input: $input) {
    ... on SendMessageSuccess {
      cursor
      message {
        id
        text
        sentAt
      }
    }
    ... on Error {
      code
      reason: message
    }
    ... on InvalidInput {
      fields {
        path
        reason: message
      }
    }
  }
}
`,
    variables: `{
  "input": {
    "roomId": "general",
    "text": "Hello from GraphiQL"
  }
}
`,
  },
  {
    query: `# Sells a policy in two steps; ▶ asks which one to run.
# 1. CreateOffer prices the journey of the Variables.
# 2. Put the offer's number into the Variables and run
#    BuyPolicy. Every agent is told that it was sold.

mutation CreateOffer($journey: CreateOfferInput!) {
  createOffer(input: $journey) {
    ... on CreateOfferSuccess {
      offer {
        number
        validUntil
        totalPrice {
          amount
          currencyCode
        }
      }
    }
    ...Refused
  }
}

mutation BuyPolicy(
  $offer: ID!
  $holder: PolicyHolderInput!
) {
  buyPolicy(
    input: { offerNumber: $offer, policyHolder: $holder }
  ) {
    ... on BuyPolicySuccess {
      policy {
        number
        status
        totalPremium {
          amount
          currencyCode
        }
      }
    }
    ...Refused
  }
}

fragment Refused on Error {
  code
  message
  ... on InvalidInput {
    fields {
      path
      message
    }
  }
}
`,
    variables: `{
  "journey": {
    "productCode": "TRI",
    "policyFrom": "${day(1)}",
    "policyTo": "${day(15)}",
    "answers": [
      { "questionCode": "DESTINATION", "value": "EUR" },
      { "questionCode": "NUM_OF_ADULTS", "value": "2" },
      { "questionCode": "NUM_OF_CHILDREN", "value": "1" }
    ]
  },
  "offer": "the number from CreateOffer",
  "holder": {
    "firstName": "Ada",
    "lastName": "Wong",
    "taxId": "1111111116",
    "address": {
      "country": "Poland",
      "zipCode": "00-133",
      "city": "Warsaw",
      "street": "Chłodna 52"
    }
  }
}
`,
  },
  {
    query: `# ▶ asks which one to run, and it runs until you press
# ■ or change the tab. To see it move, say or sell
# something in the web app or in a second window.

subscription Notifications {
  notification {
    cursor
    node {
      at
      text
      amount {
        amount
        currencyCode
      }
    }
  }
}

# With the cursor of a message as "after" it first
# brings what has come since.
subscription Messages($after: Cursor) {
  messageReceived(after: $after) {
    cursor
    node {
      author {
        name
      }
      text
      sentAt
    }
  }
}

subscription Presence {
  presenceChanged {
    online
    agent {
      name
    }
  }
}
`,
  },
]

function day(fromNow: number): string {
  return new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10)
}
