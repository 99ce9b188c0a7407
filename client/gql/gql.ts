/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation ChangeAgent($input: ChangeAgentInput!) {\n    changeAgent(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }\n  }\n": typeof types.ChangeAgentDocument,
    "\n  mutation DeactivateAgent($input: DeactivateAgentInput!) {\n    answer: deactivateAgent(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.DeactivateAgentDocument,
    "\n  mutation ActivateAgent($input: ActivateAgentInput!) {\n    answer: activateAgent(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.ActivateAgentDocument,
    "\n  mutation EndSessions($input: EndSessionsInput!) {\n    answer: endSessions(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.EndSessionsDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    answer: resetPassword(input: $input) { __typename ... on ResetPasswordSuccess { password } ... on Error { code message } }\n  }\n": typeof types.ResetPasswordDocument,
    "\n  fragment AgentRow_agent on Agent { login name role presence lastSeenAt deactivatedAt avatar }\n": typeof types.AgentRow_AgentFragmentDoc,
    "\n  query Accounts { agents(deactivated: true) { login name ...AgentRow_agent } }\n": typeof types.AccountsDocument,
    "\n  query AllRooms($search: String, $after: Cursor) {\n    allRooms(search: $search, first: 50, after: $after) {\n      edges { node { id ...RoomRow_room } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.AllRoomsDocument,
    "\n  query AuditLog($actor: ID, $actions: [AuditAction!], $after: Cursor) {\n    auditLog(actor: $actor, actions: $actions, first: 50, after: $after) {\n      edges { node { id at action subject detail address actor { login name } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.AuditLogDocument,
    "\n  mutation CreateAgent($input: CreateAgentInput!) {\n    createAgent(input: $input) {\n      __typename\n      ... on CreateAgentSuccess { password agent { login name } }\n      ... on InvalidInput { fields { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateAgentDocument,
    "\n  fragment RoomRow_room on Room { id name kind about createdAt archivedAt membership { role } }\n": typeof types.RoomRow_RoomFragmentDoc,
    "\n  query CallingMessage($id: ID!) {\n    message(id: $id) { id text deletedAt author { login name } room { id kind name } }\n  }\n": typeof types.CallingMessageDocument,
    "query PushKey { pushKey }": typeof types.PushKeyDocument,
    "\n  mutation SubscribeToPush($input: SubscribeToPushInput!) {\n    subscribeToPush(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.SubscribeToPushDocument,
    "\n  mutation UnsubscribeFromPush($input: UnsubscribeFromPushInput!) {\n    unsubscribeFromPush(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.UnsubscribeFromPushDocument,
    "\n  mutation SetActivity($idle: Boolean!, $inSight: Boolean!) { setActivity(idle: $idle, inSight: $inSight) }\n": typeof types.SetActivityDocument,
    "mutation SetTyping($input: SetTypingInput!) { setTyping(input: $input) { __typename } }": typeof types.SetTypingDocument,
    "\n  subscription RoomTyping($roomId: ID!) { typing(roomId: $roomId) { agents { login name } } }\n": typeof types.RoomTypingDocument,
    "fragment Announcer_message on Message { id text author { login name } }": typeof types.Announcer_MessageFragmentDoc,
    "\n  mutation MarkRoomUnread($input: MarkRoomUnreadInput!) {\n    markRoomUnread(input: $input) {\n      __typename\n      ... on MarkRoomUnreadSuccess { room { id unreadCount } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.MarkRoomUnreadDocument,
    "\n  fragment RoomSource_message on Message {\n    id clientId text sentAt deletedAt author { login name } attachments { id }\n    replyTo { id ...Quote_message }\n    ...Quote_message\n    ...MessageActions_message ...MessageList_message ...Announcer_message\n  }\n": typeof types.RoomSource_MessageFragmentDoc,
    "\n  fragment RoomSource_edge on MessageEdge { cursor node { id ...RoomSource_message } }\n": typeof types.RoomSource_EdgeFragmentDoc,
    "\n  query RoomPage($roomId: ID!, $last: Int, $before: Cursor, $first: Int, $after: Cursor, $around: ID) {\n    room(id: $roomId) {\n      ...RoomHeader_room\n      unreadCount\n      membership { readUpTo }\n      changesAfter\n      messages(last: $last, before: $before, first: $first, after: $after, around: $around) {\n        edges { ...RoomSource_edge }\n        pageInfo { hasPreviousPage hasNextPage }\n      }\n    }\n  }\n": typeof types.RoomPageDocument,
    "\n  subscription RoomLive($roomId: ID!, $after: Cursor) {\n    roomChanged(roomId: $roomId, after: $after) {\n      cursor\n      node {\n        __typename\n        ... on MessageChange { message { id ...RoomSource_message } }\n      }\n    }\n  }\n": typeof types.RoomLiveDocument,
    "\n  query FirstAfter($roomId: ID!, $after: Cursor) {\n    room(id: $roomId) {\n      messages(first: 20, after: $after) { edges { node { id sentAt deletedAt author { login } } } }\n    }\n  }\n": typeof types.FirstAfterDocument,
    "\n  mutation MarkRoomRead($input: MarkRoomReadInput!) {\n    markRoomRead(input: $input) { __typename ... on Error { code } }\n  }\n": typeof types.MarkRoomReadDocument,
    "\n  fragment MessageList_message on Message {\n    id clientId sentAt deletedAt author { login } ...MessageActions_message ...MessageRow_message\n  }\n": typeof types.MessageList_MessageFragmentDoc,
    "\n  query CommissionMonths($agent: ID) {\n    commissionMonths(agent: $agent) { month total { amount currencyCode } }\n  }\n": typeof types.CommissionMonthsDocument,
    "\n  query Commissions($agent: ID, $month: Date, $after: Cursor) {\n    commissions(agent: $agent, month: $month, first: 50, after: $after) {\n      totalCount\n      total { amount currencyCode }\n      edges { node { id ...CommissionRow_commission } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.CommissionsDocument,
    "\n  fragment CommissionRow_commission on Commission {\n    kind\n    policyNumber\n    productCode\n    product { name }\n    agent { name }\n    base { amount currencyCode }\n    percent\n    amount { amount currencyCode }\n    at\n  }\n": typeof types.CommissionRow_CommissionFragmentDoc,
    "\n  query CommissionRates { commissionRates { productCode ...CommissionRate_rate } }\n": typeof types.CommissionRatesDocument,
    "\n  fragment CommissionRate_rate on CommissionRate { productCode product { name } percent }\n": typeof types.CommissionRate_RateFragmentDoc,
    "\n  mutation SetCommissionRate($input: SetCommissionRateInput!) {\n    setCommissionRate(input: $input) {\n      __typename\n      ... on SetCommissionRateSuccess { commissionRate { productCode ...CommissionRate_rate } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.SetCommissionRateDocument,
    "\n  query CommissionsByAgent($month: Date) {\n    commissionsByAgent(month: $month) { agent { login name } total { amount currencyCode } count }\n  }\n": typeof types.CommissionsByAgentDocument,
    "\n  mutation SendMessage($input: SendMessageInput!) {\n    sendMessage(input: $input) {\n      __typename\n      ... on SendMessageSuccess { delivered: message { id sentAt } }\n      ... on InvalidInput { code fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.SendMessageDocument,
    "\n  query RoomMembers($roomId: ID!) { room(id: $roomId) { id kind members { login name } } }\n": typeof types.RoomMembersDocument,
    "\n  mutation EditMessage($input: EditMessageInput!) {\n    editMessage(input: $input) {\n      __typename\n      ... on EditMessageSuccess { edited: message { id } }\n      ... on InvalidInput { code fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.EditMessageDocument,
    "query NewerText($id: ID!) { message(id: $id) { id text version deletedAt } }": typeof types.NewerTextDocument,
    "\n  fragment Attachments_message on Message { attachments { ...Attachment_attachment } }\n": typeof types.Attachments_MessageFragmentDoc,
    "\n  fragment Attachment_attachment on Attachment { id name type size width height url thumbnailUrl }\n": typeof types.Attachment_AttachmentFragmentDoc,
    "query FileLimits { fileLimits { maxBytes quotaBytes usedBytes } }": typeof types.FileLimitsDocument,
    "query Upload($id: ID!) { upload(id: $id) { ...Attachment_attachment } }": typeof types.UploadDocument,
    "\n  fragment EndingRow_policy on Policy { number product { name } policyHolder { firstName lastName } policyTo }\n": typeof types.EndingRow_PolicyFragmentDoc,
    "\n  query EndingPolicies($from: Date!, $to: Date!, $first: Int!) {\n    endingPolicies(from: $from, to: $to, first: $first) { number ...EndingRow_policy }\n  }\n": typeof types.EndingPoliciesDocument,
    "\n  fragment OfferRow_offer on Offer { number product { name } totalPrice { amount currencyCode } validUntil }\n": typeof types.OfferRow_OfferFragmentDoc,
    "\n  query OpenOffers($first: Int!, $after: Cursor) {\n    offers(filter: { statuses: [NEW], mine: true }, first: $first, after: $after) {\n      edges { node { number ...OfferRow_offer } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.OpenOffersDocument,
    "fragment Figure_total on SalesTotal { count premium { amount currencyCode } }": typeof types.Figure_TotalFragmentDoc,
    "\n  query SalesToday($since: DateTime!) { salesSince(since: $since) { own { ...Figure_total } team { ...Figure_total } } }\n": typeof types.SalesTodayDocument,
    "\n  fragment LastLine_message on Message { text deletedAt author { login name } attachments { name } }\n": typeof types.LastLine_MessageFragmentDoc,
    "\n  query LastLines($ids: [ID!]!) { rooms(ids: $ids) { id lastMessage { id ...LastLine_message } } }\n": typeof types.LastLinesDocument,
    "\n  fragment EarlierVersions_message on Message { id sentAt editedAt }\n": typeof types.EarlierVersions_MessageFragmentDoc,
    "\n  query EarlierVersions($id: ID!) { message(id: $id) { id version earlierVersions { version text at } } }\n": typeof types.EarlierVersionsDocument,
    "\n  mutation DeleteMessage($input: DeleteMessageInput!) {\n    deleteMessage(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.DeleteMessageDocument,
    "\n  fragment MessageRow_message on Message {\n    id text sentAt deletedAt\n    author { login name }\n    replyTo { ...Quote_message }\n    ...EarlierVersions_message\n    ...PinMark_message\n    ...MessageActions_message\n    ...Attachments_message\n    ...Reactions_message\n  }\n": typeof types.MessageRow_MessageFragmentDoc,
    "fragment PinMark_message on Message { pinnedAt pinnedBy { name } }": typeof types.PinMark_MessageFragmentDoc,
    "\n  fragment Quote_message on Message { id text deletedAt author { name } attachments { name } }\n": typeof types.Quote_MessageFragmentDoc,
    "\n  fragment Reactions_message on Message { id reactions { emoji count agents { login name } } }\n": typeof types.Reactions_MessageFragmentDoc,
    "\n  fragment MessageActions_message on Message {\n    id text version sentAt editableUntil pinnedAt author { login name } attachments { id }\n  }\n": typeof types.MessageActions_MessageFragmentDoc,
    "\n  mutation PinMessage($input: PinMessageInput!) {\n    answer: pinMessage(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.PinMessageDocument,
    "\n  mutation UnpinMessage($input: UnpinMessageInput!) {\n    answer: unpinMessage(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.UnpinMessageDocument,
    "\n  mutation React($input: ReactInput!) {\n    react(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.ReactDocument,
    "\n  mutation RenewSession($input: RenewSessionInput!) {\n    renewSession(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.RenewSessionDocument,
    "\n  mutation Announce($input: AnnounceInput!) {\n    announce(input: $input) {\n      __typename\n      ... on InvalidInput { fields { path message } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.AnnounceDocument,
    "\n  fragment LatestNews_notification on Notification { __typename at ...Sentence_notification }\n": typeof types.LatestNews_NotificationFragmentDoc,
    "\n  fragment NotificationDays_notification on Notification { id at ...NotificationRow_notification }\n": typeof types.NotificationDays_NotificationFragmentDoc,
    "query NotificationProducts { products { code name } }": typeof types.NotificationProductsDocument,
    "\n  fragment NotificationRow_notification on Notification {\n    __typename at amount { amount currencyCode } ...Sentence_notification\n    ... on Announcement { author { name } }\n    ... on Mentioned { message { id room { id } } }\n  }\n": typeof types.NotificationRow_NotificationFragmentDoc,
    "\n  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) {\n      __typename\n      ... on MarkNotificationsReadSuccess { unreadCount }\n      ... on Error { code message }\n    }\n  }\n": typeof types.MarkNotificationsReadDocument,
    "\n  query PinnedAnnouncements { pinnedAnnouncements { id text pinnedAt shownUntil author { name } } }\n": typeof types.PinnedAnnouncementsDocument,
    "\n  mutation UnpinAnnouncement($input: UnpinAnnouncementInput!) {\n    unpinAnnouncement(input: $input) { __typename }\n  }\n": typeof types.UnpinAnnouncementDocument,
    "\n  fragment NotificationSource_edge on NotificationEdge {\n    cursor\n    node { id __typename ... on Mentioned { message { id } } ...NotificationDays_notification ...LatestNews_notification ...Sentence_notification }\n  }\n": typeof types.NotificationSource_EdgeFragmentDoc,
    "\n  query NotificationsPage($last: Int, $before: Cursor, $filter: NotificationFilter) {\n    notifications(last: $last, before: $before, filter: $filter) {\n      unreadCount\n      edges { ...NotificationSource_edge }\n      pageInfo { hasPreviousPage endCursor }\n    }\n  }\n": typeof types.NotificationsPageDocument,
    "\n  subscription NotificationsLive($after: Cursor, $filter: NotificationFilter) {\n    notification(after: $after, filter: $filter) { ...NotificationSource_edge }\n  }\n": typeof types.NotificationsLiveDocument,
    "\n  fragment Sentence_notification on Notification {\n    __typename\n    text\n    policyNumber\n    amount { amount currencyCode }\n    ... on PolicySold { agent { login name } product { name } productCode }\n    ... on PolicyTerminated { agent { login name } product { name } productCode terminatedOn }\n    ... on ProductActivated { product { name } productCode }\n    ... on TariffChanged { product { name } productCode validFrom }\n    ... on PaymentReceived { agent { login name } }\n    ... on CommissionCalculated { agent { login name } }\n    ... on Announcement { author { login name } }\n    ... on Mentioned { message { text author { name } room { name } } }\n  }\n": typeof types.Sentence_NotificationFragmentDoc,
    "\n  fragment Account_account on PolicyAccount {\n    number\n    status\n    balance { amount currencyCode }\n    entries { kind amount { amount currencyCode } effectiveOn }\n  }\n": typeof types.Account_AccountFragmentDoc,
    "\n  fragment AssignPayment_line on UnmatchedBankLine { id text reason accountingDate amount { amount } }\n": typeof types.AssignPayment_LineFragmentDoc,
    "\n  mutation AssignUnmatched($input: AssignUnmatchedPaymentInput!) {\n    assignUnmatchedPayment(input: $input) {\n      __typename\n      ... on AssignUnmatchedPaymentSuccess { account { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.AssignUnmatchedDocument,
    "\n  query Overdue($after: Cursor) {\n    overdueAccounts(first: 50, after: $after) {\n      totalCount\n      edges { node { account { number } ...OverdueRow_overdue } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.OverdueDocument,
    "\n  fragment OverdueRow_overdue on OverdueAccount {\n    owed { amount currencyCode }\n    since\n    days\n    account { policyNumber owner { firstName lastName } agent { name } }\n  }\n": typeof types.OverdueRow_OverdueFragmentDoc,
    "\n  query Imports($after: Cursor) {\n    bankStatementImports(first: 10, after: $after) {\n      edges {\n        node {\n          id\n          fileName\n          importedBy { name }\n          startedAt\n          finishedAt\n          booked\n          alreadyBooked\n          unmatched\n          problem { reason line }\n        }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.ImportsDocument,
    "\n  query Unmatched($after: Cursor) {\n    unmatchedBankLines(first: 20, after: $after) {\n      totalCount\n      edges { node { id ...UnmatchedRow_line } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.UnmatchedDocument,
    "\n  fragment UnmatchedRow_line on UnmatchedBankLine {\n    id\n    fileName\n    line\n    text\n    reason\n    accountingDate\n    amount { amount currencyCode }\n    ...AssignPayment_line\n  }\n": typeof types.UnmatchedRow_LineFragmentDoc,
    "\n  mutation DismissPayment($input: DismissUnmatchedPaymentInput!) {\n    answer: dismissUnmatchedPayment(input: $input) {\n      __typename\n      ... on DismissUnmatchedPaymentSuccess { id }\n      ... on Error { code message }\n    }\n  }\n": typeof types.DismissPaymentDocument,
    "\n  fragment ImportResult_import on BankStatementImport {\n    fileName\n    booked\n    alreadyBooked\n    unmatched\n    problem { reason line }\n  }\n": typeof types.ImportResult_ImportFragmentDoc,
    "query ImportOf($id: ID!) { bankStatementImport(id: $id) { ...ImportResult_import } }": typeof types.ImportOfDocument,
    "\n  query AccountOf($policyNumber: ID!) {\n    account(policyNumber: $policyNumber) { number ...Account_account }\n  }\n": typeof types.AccountOfDocument,
    "\n  fragment Presence_agent on Agent {\n    login name role online presence lastSeenAt avatar(small: true) status { emoji text until }\n  }\n": typeof types.Presence_AgentFragmentDoc,
    "query Agents { agents { ...Presence_agent } }": typeof types.AgentsDocument,
    "\n  subscription PresenceChanged { presenceChanged { online presence agent { ...Presence_agent } } }\n": typeof types.PresenceChangedDocument,
    "\n  mutation RemovePicture($input: RemovePictureInput!) {\n    answer: removePicture(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.RemovePictureDocument,
    "\n  mutation OpenDirectRoom($input: OpenDirectRoomInput!) {\n    openDirectRoom(input: $input) {\n      __typename\n      ... on OpenDirectRoomSuccess { room { id } }\n      ... on InvalidInput { fields { message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.OpenDirectRoomDocument,
    "\n  fragment Matched_edge on PolicyEdge { matches { field text ranges { start end } } }\n": typeof types.Matched_EdgeFragmentDoc,
    "\n  mutation OpenPolicyDiscussion($input: OpenPolicyDiscussionInput!) {\n    openPolicyDiscussion(input: $input) {\n      __typename\n      ... on OpenPolicyDiscussionSuccess { room { id } }\n      ... on InvalidInput { message }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.OpenPolicyDiscussionDocument,
    "\n  fragment PolicyDetails_policy on Policy {\n    number\n    shortNumber\n    status\n    soldAt\n    policyFrom\n    policyTo\n    agent { name }\n    product { name code icon }\n    totalPremium { amount currencyCode }\n    refund { amount currencyCode }\n    commissions { amount { amount currencyCode } }\n    policyHolder { firstName lastName taxId address { country zipCode city street } }\n    covers { code name premium { amount currencyCode } }\n    versions { number ...Versions_version }\n  }\n": typeof types.PolicyDetails_PolicyFragmentDoc,
    "\n  query PolicyList($filter: PolicyFilter, $sort: PolicySort, $after: Cursor) {\n    policies(filter: $filter, sort: $sort, first: 20, after: $after) {\n      totalCount\n      edges { node { number } ...PolicyRow_edge ...PolicyTableRow_edge }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.PolicyListDocument,
    "\n  query PolicyOf($number: ID!, $language: Language!) {\n    policy(number: $number) {\n      number\n      shortNumber\n      status\n      policyFrom\n      policyTo\n      documentUrl(language: $language)\n      product { name }\n      ...PolicyDetails_policy\n      ...Terminate_policy\n    }\n  }\n": typeof types.PolicyOfDocument,
    "\n  fragment PolicyRow_edge on PolicyEdge {\n    ...Matched_edge\n    node {\n      number shortNumber status policyFrom policyTo\n      product { name }\n      policyHolder { firstName lastName }\n      totalPremium { amount currencyCode }\n    }\n  }\n": typeof types.PolicyRow_EdgeFragmentDoc,
    "\n  fragment PolicyTableRow_edge on PolicyEdge {\n    ...Matched_edge\n    node {\n      number shortNumber status policyFrom policyTo soldAt\n      product { name }\n      policyHolder { firstName lastName }\n      totalPremium { amount currencyCode }\n    }\n  }\n": typeof types.PolicyTableRow_EdgeFragmentDoc,
    "\n  query TerminationPreview($number: ID!, $date: Date!) {\n    policy(number: $number) {\n      number\n      terminationPreview(terminationDate: $date) {\n        __typename\n        ... on TerminationPreview { kept { amount currencyCode } refund { amount currencyCode } }\n        ... on InvalidInput { message fields { path message } }\n        ... on Refusal { code message }\n      }\n    }\n  }\n": typeof types.TerminationPreviewDocument,
    "fragment Terminate_policy on Policy { number ...TerminateForm_policy }": typeof types.Terminate_PolicyFragmentDoc,
    "fragment TerminateForm_policy on Policy { number policyFrom policyTo }": typeof types.TerminateForm_PolicyFragmentDoc,
    "\n  mutation TerminatePolicy($input: TerminatePolicyInput!) {\n    terminatePolicy(input: $input) {\n      __typename\n      ... on TerminatePolicySuccess { policy { number } refund { amount currencyCode } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.TerminatePolicyDocument,
    "\n  fragment Versions_version on PolicyVersion { number coverFrom coverTo totalPremium { amount currencyCode } }\n": typeof types.Versions_VersionFragmentDoc,
    "\n  fragment Preferences_preferences on Preferences {\n    showTyping\n    sounds\n    desktopNotifications\n    doNotDisturbUntil\n    quietHours { weekday from to }\n    timeZone\n    language\n    quiet\n    quietChangesAt\n  }\n": typeof types.Preferences_PreferencesFragmentDoc,
    "query Preferences { preferences { ...Preferences_preferences } }": typeof types.PreferencesDocument,
    "\n  mutation SetPreferences($input: SetPreferencesInput!) {\n    setPreferences(input: $input) {\n      __typename\n      ... on SetPreferencesSuccess { preferences { ...Preferences_preferences } }\n      ... on InvalidInput { fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.SetPreferencesDocument,
    "\n  mutation ChangeProfile($input: ChangeProfileInput!) {\n    changeProfile(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }\n  }\n": typeof types.ChangeProfileDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }\n  }\n": typeof types.ChangePasswordDocument,
    "\n  query Profile { me { login name ...StatusForm_agent } }\n": typeof types.ProfileDocument,
    "fragment StatusForm_agent on Agent { status { emoji text until } }": typeof types.StatusForm_AgentFragmentDoc,
    "\n  mutation SetStatus($input: SetStatusInput!) {\n    setStatus(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }\n  }\n": typeof types.SetStatusDocument,
    "\n  mutation ChangePicture($input: ChangePictureInput!) {\n    changePicture(input: $input) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n": typeof types.ChangePictureDocument,
    "fragment ArchivedRooms_room on Room { id ...DirectoryRow_room }": typeof types.ArchivedRooms_RoomFragmentDoc,
    "query ArchivedRooms { rooms(archived: true) { ...ArchivedRooms_room } }": typeof types.ArchivedRoomsDocument,
    "\n  mutation CreateRoom($input: CreateRoomInput!) {\n    createRoom(input: $input) {\n      __typename\n      ... on CreateRoomSuccess { room { id } }\n      ... on InvalidInput { fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.CreateRoomDocument,
    "fragment DirectoryRow_room on Room { id name about membership { role } }": typeof types.DirectoryRow_RoomFragmentDoc,
    "fragment Members_member on RoomMember { role agent { login name } }": typeof types.Members_MemberFragmentDoc,
    "\n  query MemberRoles($roomId: ID!) { room(id: $roomId) { id memberRoles { ...Members_member } } }\n": typeof types.MemberRolesDocument,
    "\n  fragment Pinned_message on Message {\n    id text sentAt author { name } attachments { name } pinnedBy { name }\n  }\n": typeof types.Pinned_MessageFragmentDoc,
    "\n  query PinnedMessages($roomId: ID!) { room(id: $roomId) { id pinnedMessages { id ...Pinned_message } } }\n": typeof types.PinnedMessagesDocument,
    "\n  mutation RenameRoom($input: RenameRoomInput!) {\n    answer: renameRoom(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Refusal { code message } }\n  }\n": typeof types.RenameRoomDocument,
    "\n  query RoomFiles($roomId: ID!, $kind: FileKind, $after: Cursor) {\n    room(id: $roomId) {\n      id\n      files(first: 20, kind: $kind, after: $after) {\n        edges { cursor node { ...SentFile_file } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n": typeof types.RoomFilesDocument,
    "fragment Directory_room on Room { id ...DirectoryRow_room }": typeof types.Directory_RoomFragmentDoc,
    "\n  query Directory($search: String, $after: Cursor) {\n    directory(search: $search, first: 50, after: $after) {\n      edges { node { ...Directory_room } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.DirectoryDocument,
    "\n  fragment SentFile_file on SentFile {\n    attachment { ...Attachment_attachment }\n    message { id sentAt author { name } }\n  }\n": typeof types.SentFile_FileFragmentDoc,
    "\n  fragment RoomList_room on Room {\n    id\n    name\n    kind\n    archivedAt\n    unreadCount\n    mentionCount\n    membership { role involvement }\n    directMembers { login name }\n    lastMessage { id sentAt }\n  }\n": typeof types.RoomList_RoomFragmentDoc,
    "query Rooms { rooms { ...RoomList_room } }": typeof types.RoomsDocument,
    "subscription RoomsChanged { roomsChanged { ...RoomList_room } }": typeof types.RoomsChangedDocument,
    "\n  mutation AddMembers($input: AddMembersInput!) {\n    answer: addMembers(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.AddMembersDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    answer: removeMember(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.RemoveMemberDocument,
    "\n  mutation SetMemberRole($input: SetMemberRoleInput!) {\n    answer: setMemberRole(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.SetMemberRoleDocument,
    "\n  mutation ArchiveRoom($input: ArchiveRoomInput!) {\n    answer: archiveRoom(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.ArchiveRoomDocument,
    "\n  mutation JoinRoom($input: JoinRoomInput!) {\n    answer: joinRoom(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.JoinRoomDocument,
    "\n  mutation LeaveRoom($input: LeaveRoomInput!) {\n    answer: leaveRoom(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.LeaveRoomDocument,
    "\n  mutation SetInvolvement($input: SetInvolvementInput!) {\n    answer: setInvolvement(input: $input) { __typename ... on Error { code message } }\n  }\n": typeof types.SetInvolvementDocument,
    "\n  fragment RoomHeader_room on Room {\n    id name kind about archivedAt membership { role involvement } directMembers { login name }\n  }\n": typeof types.RoomHeader_RoomFragmentDoc,
    "query RoomHeader($roomId: ID!) { room(id: $roomId) { ...RoomHeader_room } }": typeof types.RoomHeaderDocument,
    "query ProductChoices { products { code name } }": typeof types.ProductChoicesDocument,
    "\n  fragment SalesByAgent_report on SalesReport {\n    byAgent { login agent { name } count premium { amount currencyCode } }\n  }\n": typeof types.SalesByAgent_ReportFragmentDoc,
    "\n  fragment SalesByProduct_report on SalesReport {\n    byProduct { productCode product { name } count premium { amount currencyCode } }\n  }\n": typeof types.SalesByProduct_ReportFragmentDoc,
    "\n  fragment SalesTotals_report on SalesReport {\n    total { count premium { amount currencyCode } }\n    byProduct { productCode product { name } count premium { amount currencyCode } }\n  }\n": typeof types.SalesTotals_ReportFragmentDoc,
    "\n  fragment SalesTrend_report on SalesReport { trend { from count premium { amount currencyCode } } }\n": typeof types.SalesTrend_ReportFragmentDoc,
    "\n  query SoldPolicies($filter: SalesFilter, $before: Cursor) {\n    soldPolicies(filter: $filter, last: 30, before: $before) {\n      edges { node { number ...SoldPolicyRow_policy } }\n      pageInfo { hasPreviousPage startCursor }\n    }\n  }\n": typeof types.SoldPoliciesDocument,
    "\n  fragment SoldPolicyRow_policy on SoldPolicy {\n    number\n    productCode\n    product { name }\n    login\n    agent { name }\n    premium { amount currencyCode }\n    soldAt\n    coverFrom\n    terminated\n    terminatedOn\n  }\n": typeof types.SoldPolicyRow_PolicyFragmentDoc,
    "\n  query SalesReport($filter: SalesFilter, $unit: PeriodUnit!) {\n    sales(filter: $filter, unit: $unit) {\n      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report\n    }\n  }\n": typeof types.SalesReportDocument,
    "\n  subscription SalesReportChanged($filter: SalesFilter, $unit: PeriodUnit!) {\n    salesChanged(filter: $filter, unit: $unit) {\n      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report\n    }\n  }\n": typeof types.SalesReportChangedDocument,
    "\n  fragment HitRow_hit on MessageHit {\n    snippet\n    marks { start end }\n    message { id sentAt author { login name } attachments { name } room { id name directMembers { login name } } }\n  }\n": typeof types.HitRow_HitFragmentDoc,
    "\n  query SearchMessages($query: String!, $order: SearchOrder!, $after: Cursor) {\n    searchMessages(query: $query, order: $order, first: 20, after: $after) {\n      edges { cursor node { ...HitRow_hit } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.SearchMessagesDocument,
    "\n  fragment Answered_question on Question { code index text unit choices { code label } }\n": typeof types.Answered_QuestionFragmentDoc,
    "fragment Answered_offer on Offer { policyFrom policyTo }": typeof types.Answered_OfferFragmentDoc,
    "query Catalogue { products { code ...ProductCard_product } }": typeof types.CatalogueDocument,
    "\n  fragment CoverPicker_cover on Cover { code name description optional sumInsured { amount currencyCode } }\n": typeof types.CoverPicker_CoverFragmentDoc,
    "\n  mutation BuyPolicy($input: BuyPolicyInput!) {\n    buyPolicy(input: $input) {\n      __typename\n      ... on BuyPolicySuccess { policy { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.BuyPolicyDocument,
    "\n  query OfferToBuy($number: ID!) {\n    offer(number: $number) { number shortNumber status validUntil product { code name } ...OfferSummary_offer }\n  }\n": typeof types.OfferToBuyDocument,
    "\n  fragment OfferSummary_offer on Offer {\n    policyFrom\n    policyTo\n    product { name icon }\n    totalPrice { amount currencyCode }\n    coverPrices { code name price { amount currencyCode } }\n  }\n": typeof types.OfferSummary_OfferFragmentDoc,
    "\n  fragment PriceFields_product on Product {\n    icon\n    questions { code index ...QuestionField_question }\n    covers { code ...CoverPicker_cover }\n  }\n": typeof types.PriceFields_ProductFragmentDoc,
    "\n  fragment PriceForm_product on Product {\n    code\n    maxNumberOfInsured\n    insured\n    questions { code type text min max }\n    covers { code }\n    ...PriceFields_product\n    ...PricedOffer_product\n  }\n": typeof types.PriceForm_ProductFragmentDoc,
    "\n  mutation CreateOffer($input: CreateOfferInput!) {\n    createOffer(input: $input) {\n      __typename\n      ... on CreateOfferSuccess { offer { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.CreateOfferDocument,
    "\n  query ProductToPrice($code: ID!) { product(code: $code) { code name description ...PriceForm_product } }\n": typeof types.ProductToPriceDocument,
    "\n  fragment PricePanel_offer on Offer {\n    number\n    status\n    validUntil\n    totalPrice { amount currencyCode }\n    coverPrices { code name price { amount currencyCode } }\n  }\n": typeof types.PricePanel_OfferFragmentDoc,
    "\n  query OfferToShow($number: ID!) {\n    offer(number: $number) { number product { code } ...Answered_offer ...PricePanel_offer }\n  }\n": typeof types.OfferToShowDocument,
    "\n  fragment PricedOffer_product on Product { code icon questions { ...Answered_question } }\n": typeof types.PricedOffer_ProductFragmentDoc,
    "\n  fragment ProductCard_product on Product {\n    code\n    name\n    description\n    icon\n    covers { code name optional sumInsured { amount currencyCode } }\n  }\n": typeof types.ProductCard_ProductFragmentDoc,
    "\n  fragment QuestionField_question on Question { text type unit choices { code label } }\n": typeof types.QuestionField_QuestionFragmentDoc,
    "fragment Session_agent on Agent { login name avatar role }": typeof types.Session_AgentFragmentDoc,
    "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) {\n      __typename\n      ... on LoginSuccess { accessToken expiresAt agent { ...Session_agent } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": typeof types.LoginDocument,
    "\n  mutation RefreshSession {\n    refreshSession {\n      __typename\n      ... on RefreshSessionSuccess { accessToken expiresAt agent { ...Session_agent } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RefreshSessionDocument,
    "mutation Logout { logout }": typeof types.LogoutDocument,
    "query DemoLogins { demoLogins { login name password } }": typeof types.DemoLoginsDocument,
    "\n  fragment PolicyCard_policy on Policy {\n    status policyFrom policyTo\n    product { name } policyHolder { firstName lastName } totalPremium { amount currencyCode }\n  }\n": typeof types.PolicyCard_PolicyFragmentDoc,
    "\n  fragment OfferCard_offer on Offer { status validUntil product { name } totalPrice { amount currencyCode } }\n": typeof types.OfferCard_OfferFragmentDoc,
    "\n  query BusinessNumber($number: ID!) {\n    policy(number: $number) { number ...PolicyCard_policy }\n    offer(number: $number) { number ...OfferCard_offer }\n  }\n": typeof types.BusinessNumberDocument,
};
const documents: Documents = {
    "\n  mutation ChangeAgent($input: ChangeAgentInput!) {\n    changeAgent(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }\n  }\n": types.ChangeAgentDocument,
    "\n  mutation DeactivateAgent($input: DeactivateAgentInput!) {\n    answer: deactivateAgent(input: $input) { __typename ... on Error { code message } }\n  }\n": types.DeactivateAgentDocument,
    "\n  mutation ActivateAgent($input: ActivateAgentInput!) {\n    answer: activateAgent(input: $input) { __typename ... on Error { code message } }\n  }\n": types.ActivateAgentDocument,
    "\n  mutation EndSessions($input: EndSessionsInput!) {\n    answer: endSessions(input: $input) { __typename ... on Error { code message } }\n  }\n": types.EndSessionsDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    answer: resetPassword(input: $input) { __typename ... on ResetPasswordSuccess { password } ... on Error { code message } }\n  }\n": types.ResetPasswordDocument,
    "\n  fragment AgentRow_agent on Agent { login name role presence lastSeenAt deactivatedAt avatar }\n": types.AgentRow_AgentFragmentDoc,
    "\n  query Accounts { agents(deactivated: true) { login name ...AgentRow_agent } }\n": types.AccountsDocument,
    "\n  query AllRooms($search: String, $after: Cursor) {\n    allRooms(search: $search, first: 50, after: $after) {\n      edges { node { id ...RoomRow_room } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.AllRoomsDocument,
    "\n  query AuditLog($actor: ID, $actions: [AuditAction!], $after: Cursor) {\n    auditLog(actor: $actor, actions: $actions, first: 50, after: $after) {\n      edges { node { id at action subject detail address actor { login name } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.AuditLogDocument,
    "\n  mutation CreateAgent($input: CreateAgentInput!) {\n    createAgent(input: $input) {\n      __typename\n      ... on CreateAgentSuccess { password agent { login name } }\n      ... on InvalidInput { fields { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.CreateAgentDocument,
    "\n  fragment RoomRow_room on Room { id name kind about createdAt archivedAt membership { role } }\n": types.RoomRow_RoomFragmentDoc,
    "\n  query CallingMessage($id: ID!) {\n    message(id: $id) { id text deletedAt author { login name } room { id kind name } }\n  }\n": types.CallingMessageDocument,
    "query PushKey { pushKey }": types.PushKeyDocument,
    "\n  mutation SubscribeToPush($input: SubscribeToPushInput!) {\n    subscribeToPush(input: $input) { __typename ... on Error { code message } }\n  }\n": types.SubscribeToPushDocument,
    "\n  mutation UnsubscribeFromPush($input: UnsubscribeFromPushInput!) {\n    unsubscribeFromPush(input: $input) { __typename ... on Error { code message } }\n  }\n": types.UnsubscribeFromPushDocument,
    "\n  mutation SetActivity($idle: Boolean!, $inSight: Boolean!) { setActivity(idle: $idle, inSight: $inSight) }\n": types.SetActivityDocument,
    "mutation SetTyping($input: SetTypingInput!) { setTyping(input: $input) { __typename } }": types.SetTypingDocument,
    "\n  subscription RoomTyping($roomId: ID!) { typing(roomId: $roomId) { agents { login name } } }\n": types.RoomTypingDocument,
    "fragment Announcer_message on Message { id text author { login name } }": types.Announcer_MessageFragmentDoc,
    "\n  mutation MarkRoomUnread($input: MarkRoomUnreadInput!) {\n    markRoomUnread(input: $input) {\n      __typename\n      ... on MarkRoomUnreadSuccess { room { id unreadCount } }\n      ... on Error { code message }\n    }\n  }\n": types.MarkRoomUnreadDocument,
    "\n  fragment RoomSource_message on Message {\n    id clientId text sentAt deletedAt author { login name } attachments { id }\n    replyTo { id ...Quote_message }\n    ...Quote_message\n    ...MessageActions_message ...MessageList_message ...Announcer_message\n  }\n": types.RoomSource_MessageFragmentDoc,
    "\n  fragment RoomSource_edge on MessageEdge { cursor node { id ...RoomSource_message } }\n": types.RoomSource_EdgeFragmentDoc,
    "\n  query RoomPage($roomId: ID!, $last: Int, $before: Cursor, $first: Int, $after: Cursor, $around: ID) {\n    room(id: $roomId) {\n      ...RoomHeader_room\n      unreadCount\n      membership { readUpTo }\n      changesAfter\n      messages(last: $last, before: $before, first: $first, after: $after, around: $around) {\n        edges { ...RoomSource_edge }\n        pageInfo { hasPreviousPage hasNextPage }\n      }\n    }\n  }\n": types.RoomPageDocument,
    "\n  subscription RoomLive($roomId: ID!, $after: Cursor) {\n    roomChanged(roomId: $roomId, after: $after) {\n      cursor\n      node {\n        __typename\n        ... on MessageChange { message { id ...RoomSource_message } }\n      }\n    }\n  }\n": types.RoomLiveDocument,
    "\n  query FirstAfter($roomId: ID!, $after: Cursor) {\n    room(id: $roomId) {\n      messages(first: 20, after: $after) { edges { node { id sentAt deletedAt author { login } } } }\n    }\n  }\n": types.FirstAfterDocument,
    "\n  mutation MarkRoomRead($input: MarkRoomReadInput!) {\n    markRoomRead(input: $input) { __typename ... on Error { code } }\n  }\n": types.MarkRoomReadDocument,
    "\n  fragment MessageList_message on Message {\n    id clientId sentAt deletedAt author { login } ...MessageActions_message ...MessageRow_message\n  }\n": types.MessageList_MessageFragmentDoc,
    "\n  query CommissionMonths($agent: ID) {\n    commissionMonths(agent: $agent) { month total { amount currencyCode } }\n  }\n": types.CommissionMonthsDocument,
    "\n  query Commissions($agent: ID, $month: Date, $after: Cursor) {\n    commissions(agent: $agent, month: $month, first: 50, after: $after) {\n      totalCount\n      total { amount currencyCode }\n      edges { node { id ...CommissionRow_commission } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.CommissionsDocument,
    "\n  fragment CommissionRow_commission on Commission {\n    kind\n    policyNumber\n    productCode\n    product { name }\n    agent { name }\n    base { amount currencyCode }\n    percent\n    amount { amount currencyCode }\n    at\n  }\n": types.CommissionRow_CommissionFragmentDoc,
    "\n  query CommissionRates { commissionRates { productCode ...CommissionRate_rate } }\n": types.CommissionRatesDocument,
    "\n  fragment CommissionRate_rate on CommissionRate { productCode product { name } percent }\n": types.CommissionRate_RateFragmentDoc,
    "\n  mutation SetCommissionRate($input: SetCommissionRateInput!) {\n    setCommissionRate(input: $input) {\n      __typename\n      ... on SetCommissionRateSuccess { commissionRate { productCode ...CommissionRate_rate } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.SetCommissionRateDocument,
    "\n  query CommissionsByAgent($month: Date) {\n    commissionsByAgent(month: $month) { agent { login name } total { amount currencyCode } count }\n  }\n": types.CommissionsByAgentDocument,
    "\n  mutation SendMessage($input: SendMessageInput!) {\n    sendMessage(input: $input) {\n      __typename\n      ... on SendMessageSuccess { delivered: message { id sentAt } }\n      ... on InvalidInput { code fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.SendMessageDocument,
    "\n  query RoomMembers($roomId: ID!) { room(id: $roomId) { id kind members { login name } } }\n": types.RoomMembersDocument,
    "\n  mutation EditMessage($input: EditMessageInput!) {\n    editMessage(input: $input) {\n      __typename\n      ... on EditMessageSuccess { edited: message { id } }\n      ... on InvalidInput { code fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.EditMessageDocument,
    "query NewerText($id: ID!) { message(id: $id) { id text version deletedAt } }": types.NewerTextDocument,
    "\n  fragment Attachments_message on Message { attachments { ...Attachment_attachment } }\n": types.Attachments_MessageFragmentDoc,
    "\n  fragment Attachment_attachment on Attachment { id name type size width height url thumbnailUrl }\n": types.Attachment_AttachmentFragmentDoc,
    "query FileLimits { fileLimits { maxBytes quotaBytes usedBytes } }": types.FileLimitsDocument,
    "query Upload($id: ID!) { upload(id: $id) { ...Attachment_attachment } }": types.UploadDocument,
    "\n  fragment EndingRow_policy on Policy { number product { name } policyHolder { firstName lastName } policyTo }\n": types.EndingRow_PolicyFragmentDoc,
    "\n  query EndingPolicies($from: Date!, $to: Date!, $first: Int!) {\n    endingPolicies(from: $from, to: $to, first: $first) { number ...EndingRow_policy }\n  }\n": types.EndingPoliciesDocument,
    "\n  fragment OfferRow_offer on Offer { number product { name } totalPrice { amount currencyCode } validUntil }\n": types.OfferRow_OfferFragmentDoc,
    "\n  query OpenOffers($first: Int!, $after: Cursor) {\n    offers(filter: { statuses: [NEW], mine: true }, first: $first, after: $after) {\n      edges { node { number ...OfferRow_offer } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.OpenOffersDocument,
    "fragment Figure_total on SalesTotal { count premium { amount currencyCode } }": types.Figure_TotalFragmentDoc,
    "\n  query SalesToday($since: DateTime!) { salesSince(since: $since) { own { ...Figure_total } team { ...Figure_total } } }\n": types.SalesTodayDocument,
    "\n  fragment LastLine_message on Message { text deletedAt author { login name } attachments { name } }\n": types.LastLine_MessageFragmentDoc,
    "\n  query LastLines($ids: [ID!]!) { rooms(ids: $ids) { id lastMessage { id ...LastLine_message } } }\n": types.LastLinesDocument,
    "\n  fragment EarlierVersions_message on Message { id sentAt editedAt }\n": types.EarlierVersions_MessageFragmentDoc,
    "\n  query EarlierVersions($id: ID!) { message(id: $id) { id version earlierVersions { version text at } } }\n": types.EarlierVersionsDocument,
    "\n  mutation DeleteMessage($input: DeleteMessageInput!) {\n    deleteMessage(input: $input) { __typename ... on Error { code message } }\n  }\n": types.DeleteMessageDocument,
    "\n  fragment MessageRow_message on Message {\n    id text sentAt deletedAt\n    author { login name }\n    replyTo { ...Quote_message }\n    ...EarlierVersions_message\n    ...PinMark_message\n    ...MessageActions_message\n    ...Attachments_message\n    ...Reactions_message\n  }\n": types.MessageRow_MessageFragmentDoc,
    "fragment PinMark_message on Message { pinnedAt pinnedBy { name } }": types.PinMark_MessageFragmentDoc,
    "\n  fragment Quote_message on Message { id text deletedAt author { name } attachments { name } }\n": types.Quote_MessageFragmentDoc,
    "\n  fragment Reactions_message on Message { id reactions { emoji count agents { login name } } }\n": types.Reactions_MessageFragmentDoc,
    "\n  fragment MessageActions_message on Message {\n    id text version sentAt editableUntil pinnedAt author { login name } attachments { id }\n  }\n": types.MessageActions_MessageFragmentDoc,
    "\n  mutation PinMessage($input: PinMessageInput!) {\n    answer: pinMessage(input: $input) { __typename ... on Error { code message } }\n  }\n": types.PinMessageDocument,
    "\n  mutation UnpinMessage($input: UnpinMessageInput!) {\n    answer: unpinMessage(input: $input) { __typename ... on Error { code message } }\n  }\n": types.UnpinMessageDocument,
    "\n  mutation React($input: ReactInput!) {\n    react(input: $input) { __typename ... on Error { code message } }\n  }\n": types.ReactDocument,
    "\n  mutation RenewSession($input: RenewSessionInput!) {\n    renewSession(input: $input) { __typename ... on Error { code message } }\n  }\n": types.RenewSessionDocument,
    "\n  mutation Announce($input: AnnounceInput!) {\n    announce(input: $input) {\n      __typename\n      ... on InvalidInput { fields { path message } }\n      ... on Error { code message }\n    }\n  }\n": types.AnnounceDocument,
    "\n  fragment LatestNews_notification on Notification { __typename at ...Sentence_notification }\n": types.LatestNews_NotificationFragmentDoc,
    "\n  fragment NotificationDays_notification on Notification { id at ...NotificationRow_notification }\n": types.NotificationDays_NotificationFragmentDoc,
    "query NotificationProducts { products { code name } }": types.NotificationProductsDocument,
    "\n  fragment NotificationRow_notification on Notification {\n    __typename at amount { amount currencyCode } ...Sentence_notification\n    ... on Announcement { author { name } }\n    ... on Mentioned { message { id room { id } } }\n  }\n": types.NotificationRow_NotificationFragmentDoc,
    "\n  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) {\n      __typename\n      ... on MarkNotificationsReadSuccess { unreadCount }\n      ... on Error { code message }\n    }\n  }\n": types.MarkNotificationsReadDocument,
    "\n  query PinnedAnnouncements { pinnedAnnouncements { id text pinnedAt shownUntil author { name } } }\n": types.PinnedAnnouncementsDocument,
    "\n  mutation UnpinAnnouncement($input: UnpinAnnouncementInput!) {\n    unpinAnnouncement(input: $input) { __typename }\n  }\n": types.UnpinAnnouncementDocument,
    "\n  fragment NotificationSource_edge on NotificationEdge {\n    cursor\n    node { id __typename ... on Mentioned { message { id } } ...NotificationDays_notification ...LatestNews_notification ...Sentence_notification }\n  }\n": types.NotificationSource_EdgeFragmentDoc,
    "\n  query NotificationsPage($last: Int, $before: Cursor, $filter: NotificationFilter) {\n    notifications(last: $last, before: $before, filter: $filter) {\n      unreadCount\n      edges { ...NotificationSource_edge }\n      pageInfo { hasPreviousPage endCursor }\n    }\n  }\n": types.NotificationsPageDocument,
    "\n  subscription NotificationsLive($after: Cursor, $filter: NotificationFilter) {\n    notification(after: $after, filter: $filter) { ...NotificationSource_edge }\n  }\n": types.NotificationsLiveDocument,
    "\n  fragment Sentence_notification on Notification {\n    __typename\n    text\n    policyNumber\n    amount { amount currencyCode }\n    ... on PolicySold { agent { login name } product { name } productCode }\n    ... on PolicyTerminated { agent { login name } product { name } productCode terminatedOn }\n    ... on ProductActivated { product { name } productCode }\n    ... on TariffChanged { product { name } productCode validFrom }\n    ... on PaymentReceived { agent { login name } }\n    ... on CommissionCalculated { agent { login name } }\n    ... on Announcement { author { login name } }\n    ... on Mentioned { message { text author { name } room { name } } }\n  }\n": types.Sentence_NotificationFragmentDoc,
    "\n  fragment Account_account on PolicyAccount {\n    number\n    status\n    balance { amount currencyCode }\n    entries { kind amount { amount currencyCode } effectiveOn }\n  }\n": types.Account_AccountFragmentDoc,
    "\n  fragment AssignPayment_line on UnmatchedBankLine { id text reason accountingDate amount { amount } }\n": types.AssignPayment_LineFragmentDoc,
    "\n  mutation AssignUnmatched($input: AssignUnmatchedPaymentInput!) {\n    assignUnmatchedPayment(input: $input) {\n      __typename\n      ... on AssignUnmatchedPaymentSuccess { account { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.AssignUnmatchedDocument,
    "\n  query Overdue($after: Cursor) {\n    overdueAccounts(first: 50, after: $after) {\n      totalCount\n      edges { node { account { number } ...OverdueRow_overdue } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.OverdueDocument,
    "\n  fragment OverdueRow_overdue on OverdueAccount {\n    owed { amount currencyCode }\n    since\n    days\n    account { policyNumber owner { firstName lastName } agent { name } }\n  }\n": types.OverdueRow_OverdueFragmentDoc,
    "\n  query Imports($after: Cursor) {\n    bankStatementImports(first: 10, after: $after) {\n      edges {\n        node {\n          id\n          fileName\n          importedBy { name }\n          startedAt\n          finishedAt\n          booked\n          alreadyBooked\n          unmatched\n          problem { reason line }\n        }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.ImportsDocument,
    "\n  query Unmatched($after: Cursor) {\n    unmatchedBankLines(first: 20, after: $after) {\n      totalCount\n      edges { node { id ...UnmatchedRow_line } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.UnmatchedDocument,
    "\n  fragment UnmatchedRow_line on UnmatchedBankLine {\n    id\n    fileName\n    line\n    text\n    reason\n    accountingDate\n    amount { amount currencyCode }\n    ...AssignPayment_line\n  }\n": types.UnmatchedRow_LineFragmentDoc,
    "\n  mutation DismissPayment($input: DismissUnmatchedPaymentInput!) {\n    answer: dismissUnmatchedPayment(input: $input) {\n      __typename\n      ... on DismissUnmatchedPaymentSuccess { id }\n      ... on Error { code message }\n    }\n  }\n": types.DismissPaymentDocument,
    "\n  fragment ImportResult_import on BankStatementImport {\n    fileName\n    booked\n    alreadyBooked\n    unmatched\n    problem { reason line }\n  }\n": types.ImportResult_ImportFragmentDoc,
    "query ImportOf($id: ID!) { bankStatementImport(id: $id) { ...ImportResult_import } }": types.ImportOfDocument,
    "\n  query AccountOf($policyNumber: ID!) {\n    account(policyNumber: $policyNumber) { number ...Account_account }\n  }\n": types.AccountOfDocument,
    "\n  fragment Presence_agent on Agent {\n    login name role online presence lastSeenAt avatar(small: true) status { emoji text until }\n  }\n": types.Presence_AgentFragmentDoc,
    "query Agents { agents { ...Presence_agent } }": types.AgentsDocument,
    "\n  subscription PresenceChanged { presenceChanged { online presence agent { ...Presence_agent } } }\n": types.PresenceChangedDocument,
    "\n  mutation RemovePicture($input: RemovePictureInput!) {\n    answer: removePicture(input: $input) { __typename ... on Error { code message } }\n  }\n": types.RemovePictureDocument,
    "\n  mutation OpenDirectRoom($input: OpenDirectRoomInput!) {\n    openDirectRoom(input: $input) {\n      __typename\n      ... on OpenDirectRoomSuccess { room { id } }\n      ... on InvalidInput { fields { message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.OpenDirectRoomDocument,
    "\n  fragment Matched_edge on PolicyEdge { matches { field text ranges { start end } } }\n": types.Matched_EdgeFragmentDoc,
    "\n  mutation OpenPolicyDiscussion($input: OpenPolicyDiscussionInput!) {\n    openPolicyDiscussion(input: $input) {\n      __typename\n      ... on OpenPolicyDiscussionSuccess { room { id } }\n      ... on InvalidInput { message }\n      ... on Refusal { code message }\n    }\n  }\n": types.OpenPolicyDiscussionDocument,
    "\n  fragment PolicyDetails_policy on Policy {\n    number\n    shortNumber\n    status\n    soldAt\n    policyFrom\n    policyTo\n    agent { name }\n    product { name code icon }\n    totalPremium { amount currencyCode }\n    refund { amount currencyCode }\n    commissions { amount { amount currencyCode } }\n    policyHolder { firstName lastName taxId address { country zipCode city street } }\n    covers { code name premium { amount currencyCode } }\n    versions { number ...Versions_version }\n  }\n": types.PolicyDetails_PolicyFragmentDoc,
    "\n  query PolicyList($filter: PolicyFilter, $sort: PolicySort, $after: Cursor) {\n    policies(filter: $filter, sort: $sort, first: 20, after: $after) {\n      totalCount\n      edges { node { number } ...PolicyRow_edge ...PolicyTableRow_edge }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.PolicyListDocument,
    "\n  query PolicyOf($number: ID!, $language: Language!) {\n    policy(number: $number) {\n      number\n      shortNumber\n      status\n      policyFrom\n      policyTo\n      documentUrl(language: $language)\n      product { name }\n      ...PolicyDetails_policy\n      ...Terminate_policy\n    }\n  }\n": types.PolicyOfDocument,
    "\n  fragment PolicyRow_edge on PolicyEdge {\n    ...Matched_edge\n    node {\n      number shortNumber status policyFrom policyTo\n      product { name }\n      policyHolder { firstName lastName }\n      totalPremium { amount currencyCode }\n    }\n  }\n": types.PolicyRow_EdgeFragmentDoc,
    "\n  fragment PolicyTableRow_edge on PolicyEdge {\n    ...Matched_edge\n    node {\n      number shortNumber status policyFrom policyTo soldAt\n      product { name }\n      policyHolder { firstName lastName }\n      totalPremium { amount currencyCode }\n    }\n  }\n": types.PolicyTableRow_EdgeFragmentDoc,
    "\n  query TerminationPreview($number: ID!, $date: Date!) {\n    policy(number: $number) {\n      number\n      terminationPreview(terminationDate: $date) {\n        __typename\n        ... on TerminationPreview { kept { amount currencyCode } refund { amount currencyCode } }\n        ... on InvalidInput { message fields { path message } }\n        ... on Refusal { code message }\n      }\n    }\n  }\n": types.TerminationPreviewDocument,
    "fragment Terminate_policy on Policy { number ...TerminateForm_policy }": types.Terminate_PolicyFragmentDoc,
    "fragment TerminateForm_policy on Policy { number policyFrom policyTo }": types.TerminateForm_PolicyFragmentDoc,
    "\n  mutation TerminatePolicy($input: TerminatePolicyInput!) {\n    terminatePolicy(input: $input) {\n      __typename\n      ... on TerminatePolicySuccess { policy { number } refund { amount currencyCode } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.TerminatePolicyDocument,
    "\n  fragment Versions_version on PolicyVersion { number coverFrom coverTo totalPremium { amount currencyCode } }\n": types.Versions_VersionFragmentDoc,
    "\n  fragment Preferences_preferences on Preferences {\n    showTyping\n    sounds\n    desktopNotifications\n    doNotDisturbUntil\n    quietHours { weekday from to }\n    timeZone\n    language\n    quiet\n    quietChangesAt\n  }\n": types.Preferences_PreferencesFragmentDoc,
    "query Preferences { preferences { ...Preferences_preferences } }": types.PreferencesDocument,
    "\n  mutation SetPreferences($input: SetPreferencesInput!) {\n    setPreferences(input: $input) {\n      __typename\n      ... on SetPreferencesSuccess { preferences { ...Preferences_preferences } }\n      ... on InvalidInput { fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.SetPreferencesDocument,
    "\n  mutation ChangeProfile($input: ChangeProfileInput!) {\n    changeProfile(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }\n  }\n": types.ChangeProfileDocument,
    "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }\n  }\n": types.ChangePasswordDocument,
    "\n  query Profile { me { login name ...StatusForm_agent } }\n": types.ProfileDocument,
    "fragment StatusForm_agent on Agent { status { emoji text until } }": types.StatusForm_AgentFragmentDoc,
    "\n  mutation SetStatus($input: SetStatusInput!) {\n    setStatus(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }\n  }\n": types.SetStatusDocument,
    "\n  mutation ChangePicture($input: ChangePictureInput!) {\n    changePicture(input: $input) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n": types.ChangePictureDocument,
    "fragment ArchivedRooms_room on Room { id ...DirectoryRow_room }": types.ArchivedRooms_RoomFragmentDoc,
    "query ArchivedRooms { rooms(archived: true) { ...ArchivedRooms_room } }": types.ArchivedRoomsDocument,
    "\n  mutation CreateRoom($input: CreateRoomInput!) {\n    createRoom(input: $input) {\n      __typename\n      ... on CreateRoomSuccess { room { id } }\n      ... on InvalidInput { fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.CreateRoomDocument,
    "fragment DirectoryRow_room on Room { id name about membership { role } }": types.DirectoryRow_RoomFragmentDoc,
    "fragment Members_member on RoomMember { role agent { login name } }": types.Members_MemberFragmentDoc,
    "\n  query MemberRoles($roomId: ID!) { room(id: $roomId) { id memberRoles { ...Members_member } } }\n": types.MemberRolesDocument,
    "\n  fragment Pinned_message on Message {\n    id text sentAt author { name } attachments { name } pinnedBy { name }\n  }\n": types.Pinned_MessageFragmentDoc,
    "\n  query PinnedMessages($roomId: ID!) { room(id: $roomId) { id pinnedMessages { id ...Pinned_message } } }\n": types.PinnedMessagesDocument,
    "\n  mutation RenameRoom($input: RenameRoomInput!) {\n    answer: renameRoom(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Refusal { code message } }\n  }\n": types.RenameRoomDocument,
    "\n  query RoomFiles($roomId: ID!, $kind: FileKind, $after: Cursor) {\n    room(id: $roomId) {\n      id\n      files(first: 20, kind: $kind, after: $after) {\n        edges { cursor node { ...SentFile_file } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n": types.RoomFilesDocument,
    "fragment Directory_room on Room { id ...DirectoryRow_room }": types.Directory_RoomFragmentDoc,
    "\n  query Directory($search: String, $after: Cursor) {\n    directory(search: $search, first: 50, after: $after) {\n      edges { node { ...Directory_room } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.DirectoryDocument,
    "\n  fragment SentFile_file on SentFile {\n    attachment { ...Attachment_attachment }\n    message { id sentAt author { name } }\n  }\n": types.SentFile_FileFragmentDoc,
    "\n  fragment RoomList_room on Room {\n    id\n    name\n    kind\n    archivedAt\n    unreadCount\n    mentionCount\n    membership { role involvement }\n    directMembers { login name }\n    lastMessage { id sentAt }\n  }\n": types.RoomList_RoomFragmentDoc,
    "query Rooms { rooms { ...RoomList_room } }": types.RoomsDocument,
    "subscription RoomsChanged { roomsChanged { ...RoomList_room } }": types.RoomsChangedDocument,
    "\n  mutation AddMembers($input: AddMembersInput!) {\n    answer: addMembers(input: $input) { __typename ... on Error { code message } }\n  }\n": types.AddMembersDocument,
    "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    answer: removeMember(input: $input) { __typename ... on Error { code message } }\n  }\n": types.RemoveMemberDocument,
    "\n  mutation SetMemberRole($input: SetMemberRoleInput!) {\n    answer: setMemberRole(input: $input) { __typename ... on Error { code message } }\n  }\n": types.SetMemberRoleDocument,
    "\n  mutation ArchiveRoom($input: ArchiveRoomInput!) {\n    answer: archiveRoom(input: $input) { __typename ... on Error { code message } }\n  }\n": types.ArchiveRoomDocument,
    "\n  mutation JoinRoom($input: JoinRoomInput!) {\n    answer: joinRoom(input: $input) { __typename ... on Error { code message } }\n  }\n": types.JoinRoomDocument,
    "\n  mutation LeaveRoom($input: LeaveRoomInput!) {\n    answer: leaveRoom(input: $input) { __typename ... on Error { code message } }\n  }\n": types.LeaveRoomDocument,
    "\n  mutation SetInvolvement($input: SetInvolvementInput!) {\n    answer: setInvolvement(input: $input) { __typename ... on Error { code message } }\n  }\n": types.SetInvolvementDocument,
    "\n  fragment RoomHeader_room on Room {\n    id name kind about archivedAt membership { role involvement } directMembers { login name }\n  }\n": types.RoomHeader_RoomFragmentDoc,
    "query RoomHeader($roomId: ID!) { room(id: $roomId) { ...RoomHeader_room } }": types.RoomHeaderDocument,
    "query ProductChoices { products { code name } }": types.ProductChoicesDocument,
    "\n  fragment SalesByAgent_report on SalesReport {\n    byAgent { login agent { name } count premium { amount currencyCode } }\n  }\n": types.SalesByAgent_ReportFragmentDoc,
    "\n  fragment SalesByProduct_report on SalesReport {\n    byProduct { productCode product { name } count premium { amount currencyCode } }\n  }\n": types.SalesByProduct_ReportFragmentDoc,
    "\n  fragment SalesTotals_report on SalesReport {\n    total { count premium { amount currencyCode } }\n    byProduct { productCode product { name } count premium { amount currencyCode } }\n  }\n": types.SalesTotals_ReportFragmentDoc,
    "\n  fragment SalesTrend_report on SalesReport { trend { from count premium { amount currencyCode } } }\n": types.SalesTrend_ReportFragmentDoc,
    "\n  query SoldPolicies($filter: SalesFilter, $before: Cursor) {\n    soldPolicies(filter: $filter, last: 30, before: $before) {\n      edges { node { number ...SoldPolicyRow_policy } }\n      pageInfo { hasPreviousPage startCursor }\n    }\n  }\n": types.SoldPoliciesDocument,
    "\n  fragment SoldPolicyRow_policy on SoldPolicy {\n    number\n    productCode\n    product { name }\n    login\n    agent { name }\n    premium { amount currencyCode }\n    soldAt\n    coverFrom\n    terminated\n    terminatedOn\n  }\n": types.SoldPolicyRow_PolicyFragmentDoc,
    "\n  query SalesReport($filter: SalesFilter, $unit: PeriodUnit!) {\n    sales(filter: $filter, unit: $unit) {\n      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report\n    }\n  }\n": types.SalesReportDocument,
    "\n  subscription SalesReportChanged($filter: SalesFilter, $unit: PeriodUnit!) {\n    salesChanged(filter: $filter, unit: $unit) {\n      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report\n    }\n  }\n": types.SalesReportChangedDocument,
    "\n  fragment HitRow_hit on MessageHit {\n    snippet\n    marks { start end }\n    message { id sentAt author { login name } attachments { name } room { id name directMembers { login name } } }\n  }\n": types.HitRow_HitFragmentDoc,
    "\n  query SearchMessages($query: String!, $order: SearchOrder!, $after: Cursor) {\n    searchMessages(query: $query, order: $order, first: 20, after: $after) {\n      edges { cursor node { ...HitRow_hit } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.SearchMessagesDocument,
    "\n  fragment Answered_question on Question { code index text unit choices { code label } }\n": types.Answered_QuestionFragmentDoc,
    "fragment Answered_offer on Offer { policyFrom policyTo }": types.Answered_OfferFragmentDoc,
    "query Catalogue { products { code ...ProductCard_product } }": types.CatalogueDocument,
    "\n  fragment CoverPicker_cover on Cover { code name description optional sumInsured { amount currencyCode } }\n": types.CoverPicker_CoverFragmentDoc,
    "\n  mutation BuyPolicy($input: BuyPolicyInput!) {\n    buyPolicy(input: $input) {\n      __typename\n      ... on BuyPolicySuccess { policy { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.BuyPolicyDocument,
    "\n  query OfferToBuy($number: ID!) {\n    offer(number: $number) { number shortNumber status validUntil product { code name } ...OfferSummary_offer }\n  }\n": types.OfferToBuyDocument,
    "\n  fragment OfferSummary_offer on Offer {\n    policyFrom\n    policyTo\n    product { name icon }\n    totalPrice { amount currencyCode }\n    coverPrices { code name price { amount currencyCode } }\n  }\n": types.OfferSummary_OfferFragmentDoc,
    "\n  fragment PriceFields_product on Product {\n    icon\n    questions { code index ...QuestionField_question }\n    covers { code ...CoverPicker_cover }\n  }\n": types.PriceFields_ProductFragmentDoc,
    "\n  fragment PriceForm_product on Product {\n    code\n    maxNumberOfInsured\n    insured\n    questions { code type text min max }\n    covers { code }\n    ...PriceFields_product\n    ...PricedOffer_product\n  }\n": types.PriceForm_ProductFragmentDoc,
    "\n  mutation CreateOffer($input: CreateOfferInput!) {\n    createOffer(input: $input) {\n      __typename\n      ... on CreateOfferSuccess { offer { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.CreateOfferDocument,
    "\n  query ProductToPrice($code: ID!) { product(code: $code) { code name description ...PriceForm_product } }\n": types.ProductToPriceDocument,
    "\n  fragment PricePanel_offer on Offer {\n    number\n    status\n    validUntil\n    totalPrice { amount currencyCode }\n    coverPrices { code name price { amount currencyCode } }\n  }\n": types.PricePanel_OfferFragmentDoc,
    "\n  query OfferToShow($number: ID!) {\n    offer(number: $number) { number product { code } ...Answered_offer ...PricePanel_offer }\n  }\n": types.OfferToShowDocument,
    "\n  fragment PricedOffer_product on Product { code icon questions { ...Answered_question } }\n": types.PricedOffer_ProductFragmentDoc,
    "\n  fragment ProductCard_product on Product {\n    code\n    name\n    description\n    icon\n    covers { code name optional sumInsured { amount currencyCode } }\n  }\n": types.ProductCard_ProductFragmentDoc,
    "\n  fragment QuestionField_question on Question { text type unit choices { code label } }\n": types.QuestionField_QuestionFragmentDoc,
    "fragment Session_agent on Agent { login name avatar role }": types.Session_AgentFragmentDoc,
    "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) {\n      __typename\n      ... on LoginSuccess { accessToken expiresAt agent { ...Session_agent } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n": types.LoginDocument,
    "\n  mutation RefreshSession {\n    refreshSession {\n      __typename\n      ... on RefreshSessionSuccess { accessToken expiresAt agent { ...Session_agent } }\n      ... on Error { code message }\n    }\n  }\n": types.RefreshSessionDocument,
    "mutation Logout { logout }": types.LogoutDocument,
    "query DemoLogins { demoLogins { login name password } }": types.DemoLoginsDocument,
    "\n  fragment PolicyCard_policy on Policy {\n    status policyFrom policyTo\n    product { name } policyHolder { firstName lastName } totalPremium { amount currencyCode }\n  }\n": types.PolicyCard_PolicyFragmentDoc,
    "\n  fragment OfferCard_offer on Offer { status validUntil product { name } totalPrice { amount currencyCode } }\n": types.OfferCard_OfferFragmentDoc,
    "\n  query BusinessNumber($number: ID!) {\n    policy(number: $number) { number ...PolicyCard_policy }\n    offer(number: $number) { number ...OfferCard_offer }\n  }\n": types.BusinessNumberDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeAgent($input: ChangeAgentInput!) {\n    changeAgent(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation ChangeAgent($input: ChangeAgentInput!) {\n    changeAgent(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeactivateAgent($input: DeactivateAgentInput!) {\n    answer: deactivateAgent(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation DeactivateAgent($input: DeactivateAgentInput!) {\n    answer: deactivateAgent(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ActivateAgent($input: ActivateAgentInput!) {\n    answer: activateAgent(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation ActivateAgent($input: ActivateAgentInput!) {\n    answer: activateAgent(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndSessions($input: EndSessionsInput!) {\n    answer: endSessions(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation EndSessions($input: EndSessionsInput!) {\n    answer: endSessions(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    answer: resetPassword(input: $input) { __typename ... on ResetPasswordSuccess { password } ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    answer: resetPassword(input: $input) { __typename ... on ResetPasswordSuccess { password } ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AgentRow_agent on Agent { login name role presence lastSeenAt deactivatedAt avatar }\n"): (typeof documents)["\n  fragment AgentRow_agent on Agent { login name role presence lastSeenAt deactivatedAt avatar }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Accounts { agents(deactivated: true) { login name ...AgentRow_agent } }\n"): (typeof documents)["\n  query Accounts { agents(deactivated: true) { login name ...AgentRow_agent } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AllRooms($search: String, $after: Cursor) {\n    allRooms(search: $search, first: 50, after: $after) {\n      edges { node { id ...RoomRow_room } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query AllRooms($search: String, $after: Cursor) {\n    allRooms(search: $search, first: 50, after: $after) {\n      edges { node { id ...RoomRow_room } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditLog($actor: ID, $actions: [AuditAction!], $after: Cursor) {\n    auditLog(actor: $actor, actions: $actions, first: 50, after: $after) {\n      edges { node { id at action subject detail address actor { login name } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query AuditLog($actor: ID, $actions: [AuditAction!], $after: Cursor) {\n    auditLog(actor: $actor, actions: $actions, first: 50, after: $after) {\n      edges { node { id at action subject detail address actor { login name } } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAgent($input: CreateAgentInput!) {\n    createAgent(input: $input) {\n      __typename\n      ... on CreateAgentSuccess { password agent { login name } }\n      ... on InvalidInput { fields { path message } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateAgent($input: CreateAgentInput!) {\n    createAgent(input: $input) {\n      __typename\n      ... on CreateAgentSuccess { password agent { login name } }\n      ... on InvalidInput { fields { path message } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RoomRow_room on Room { id name kind about createdAt archivedAt membership { role } }\n"): (typeof documents)["\n  fragment RoomRow_room on Room { id name kind about createdAt archivedAt membership { role } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CallingMessage($id: ID!) {\n    message(id: $id) { id text deletedAt author { login name } room { id kind name } }\n  }\n"): (typeof documents)["\n  query CallingMessage($id: ID!) {\n    message(id: $id) { id text deletedAt author { login name } room { id kind name } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PushKey { pushKey }"): (typeof documents)["query PushKey { pushKey }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SubscribeToPush($input: SubscribeToPushInput!) {\n    subscribeToPush(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation SubscribeToPush($input: SubscribeToPushInput!) {\n    subscribeToPush(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnsubscribeFromPush($input: UnsubscribeFromPushInput!) {\n    unsubscribeFromPush(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation UnsubscribeFromPush($input: UnsubscribeFromPushInput!) {\n    unsubscribeFromPush(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetActivity($idle: Boolean!, $inSight: Boolean!) { setActivity(idle: $idle, inSight: $inSight) }\n"): (typeof documents)["\n  mutation SetActivity($idle: Boolean!, $inSight: Boolean!) { setActivity(idle: $idle, inSight: $inSight) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetTyping($input: SetTypingInput!) { setTyping(input: $input) { __typename } }"): (typeof documents)["mutation SetTyping($input: SetTypingInput!) { setTyping(input: $input) { __typename } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription RoomTyping($roomId: ID!) { typing(roomId: $roomId) { agents { login name } } }\n"): (typeof documents)["\n  subscription RoomTyping($roomId: ID!) { typing(roomId: $roomId) { agents { login name } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Announcer_message on Message { id text author { login name } }"): (typeof documents)["fragment Announcer_message on Message { id text author { login name } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkRoomUnread($input: MarkRoomUnreadInput!) {\n    markRoomUnread(input: $input) {\n      __typename\n      ... on MarkRoomUnreadSuccess { room { id unreadCount } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkRoomUnread($input: MarkRoomUnreadInput!) {\n    markRoomUnread(input: $input) {\n      __typename\n      ... on MarkRoomUnreadSuccess { room { id unreadCount } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RoomSource_message on Message {\n    id clientId text sentAt deletedAt author { login name } attachments { id }\n    replyTo { id ...Quote_message }\n    ...Quote_message\n    ...MessageActions_message ...MessageList_message ...Announcer_message\n  }\n"): (typeof documents)["\n  fragment RoomSource_message on Message {\n    id clientId text sentAt deletedAt author { login name } attachments { id }\n    replyTo { id ...Quote_message }\n    ...Quote_message\n    ...MessageActions_message ...MessageList_message ...Announcer_message\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RoomSource_edge on MessageEdge { cursor node { id ...RoomSource_message } }\n"): (typeof documents)["\n  fragment RoomSource_edge on MessageEdge { cursor node { id ...RoomSource_message } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RoomPage($roomId: ID!, $last: Int, $before: Cursor, $first: Int, $after: Cursor, $around: ID) {\n    room(id: $roomId) {\n      ...RoomHeader_room\n      unreadCount\n      membership { readUpTo }\n      changesAfter\n      messages(last: $last, before: $before, first: $first, after: $after, around: $around) {\n        edges { ...RoomSource_edge }\n        pageInfo { hasPreviousPage hasNextPage }\n      }\n    }\n  }\n"): (typeof documents)["\n  query RoomPage($roomId: ID!, $last: Int, $before: Cursor, $first: Int, $after: Cursor, $around: ID) {\n    room(id: $roomId) {\n      ...RoomHeader_room\n      unreadCount\n      membership { readUpTo }\n      changesAfter\n      messages(last: $last, before: $before, first: $first, after: $after, around: $around) {\n        edges { ...RoomSource_edge }\n        pageInfo { hasPreviousPage hasNextPage }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription RoomLive($roomId: ID!, $after: Cursor) {\n    roomChanged(roomId: $roomId, after: $after) {\n      cursor\n      node {\n        __typename\n        ... on MessageChange { message { id ...RoomSource_message } }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription RoomLive($roomId: ID!, $after: Cursor) {\n    roomChanged(roomId: $roomId, after: $after) {\n      cursor\n      node {\n        __typename\n        ... on MessageChange { message { id ...RoomSource_message } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FirstAfter($roomId: ID!, $after: Cursor) {\n    room(id: $roomId) {\n      messages(first: 20, after: $after) { edges { node { id sentAt deletedAt author { login } } } }\n    }\n  }\n"): (typeof documents)["\n  query FirstAfter($roomId: ID!, $after: Cursor) {\n    room(id: $roomId) {\n      messages(first: 20, after: $after) { edges { node { id sentAt deletedAt author { login } } } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkRoomRead($input: MarkRoomReadInput!) {\n    markRoomRead(input: $input) { __typename ... on Error { code } }\n  }\n"): (typeof documents)["\n  mutation MarkRoomRead($input: MarkRoomReadInput!) {\n    markRoomRead(input: $input) { __typename ... on Error { code } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MessageList_message on Message {\n    id clientId sentAt deletedAt author { login } ...MessageActions_message ...MessageRow_message\n  }\n"): (typeof documents)["\n  fragment MessageList_message on Message {\n    id clientId sentAt deletedAt author { login } ...MessageActions_message ...MessageRow_message\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CommissionMonths($agent: ID) {\n    commissionMonths(agent: $agent) { month total { amount currencyCode } }\n  }\n"): (typeof documents)["\n  query CommissionMonths($agent: ID) {\n    commissionMonths(agent: $agent) { month total { amount currencyCode } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Commissions($agent: ID, $month: Date, $after: Cursor) {\n    commissions(agent: $agent, month: $month, first: 50, after: $after) {\n      totalCount\n      total { amount currencyCode }\n      edges { node { id ...CommissionRow_commission } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Commissions($agent: ID, $month: Date, $after: Cursor) {\n    commissions(agent: $agent, month: $month, first: 50, after: $after) {\n      totalCount\n      total { amount currencyCode }\n      edges { node { id ...CommissionRow_commission } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CommissionRow_commission on Commission {\n    kind\n    policyNumber\n    productCode\n    product { name }\n    agent { name }\n    base { amount currencyCode }\n    percent\n    amount { amount currencyCode }\n    at\n  }\n"): (typeof documents)["\n  fragment CommissionRow_commission on Commission {\n    kind\n    policyNumber\n    productCode\n    product { name }\n    agent { name }\n    base { amount currencyCode }\n    percent\n    amount { amount currencyCode }\n    at\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CommissionRates { commissionRates { productCode ...CommissionRate_rate } }\n"): (typeof documents)["\n  query CommissionRates { commissionRates { productCode ...CommissionRate_rate } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CommissionRate_rate on CommissionRate { productCode product { name } percent }\n"): (typeof documents)["\n  fragment CommissionRate_rate on CommissionRate { productCode product { name } percent }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetCommissionRate($input: SetCommissionRateInput!) {\n    setCommissionRate(input: $input) {\n      __typename\n      ... on SetCommissionRateSuccess { commissionRate { productCode ...CommissionRate_rate } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation SetCommissionRate($input: SetCommissionRateInput!) {\n    setCommissionRate(input: $input) {\n      __typename\n      ... on SetCommissionRateSuccess { commissionRate { productCode ...CommissionRate_rate } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CommissionsByAgent($month: Date) {\n    commissionsByAgent(month: $month) { agent { login name } total { amount currencyCode } count }\n  }\n"): (typeof documents)["\n  query CommissionsByAgent($month: Date) {\n    commissionsByAgent(month: $month) { agent { login name } total { amount currencyCode } count }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendMessage($input: SendMessageInput!) {\n    sendMessage(input: $input) {\n      __typename\n      ... on SendMessageSuccess { delivered: message { id sentAt } }\n      ... on InvalidInput { code fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation SendMessage($input: SendMessageInput!) {\n    sendMessage(input: $input) {\n      __typename\n      ... on SendMessageSuccess { delivered: message { id sentAt } }\n      ... on InvalidInput { code fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RoomMembers($roomId: ID!) { room(id: $roomId) { id kind members { login name } } }\n"): (typeof documents)["\n  query RoomMembers($roomId: ID!) { room(id: $roomId) { id kind members { login name } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EditMessage($input: EditMessageInput!) {\n    editMessage(input: $input) {\n      __typename\n      ... on EditMessageSuccess { edited: message { id } }\n      ... on InvalidInput { code fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation EditMessage($input: EditMessageInput!) {\n    editMessage(input: $input) {\n      __typename\n      ... on EditMessageSuccess { edited: message { id } }\n      ... on InvalidInput { code fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NewerText($id: ID!) { message(id: $id) { id text version deletedAt } }"): (typeof documents)["query NewerText($id: ID!) { message(id: $id) { id text version deletedAt } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Attachments_message on Message { attachments { ...Attachment_attachment } }\n"): (typeof documents)["\n  fragment Attachments_message on Message { attachments { ...Attachment_attachment } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Attachment_attachment on Attachment { id name type size width height url thumbnailUrl }\n"): (typeof documents)["\n  fragment Attachment_attachment on Attachment { id name type size width height url thumbnailUrl }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FileLimits { fileLimits { maxBytes quotaBytes usedBytes } }"): (typeof documents)["query FileLimits { fileLimits { maxBytes quotaBytes usedBytes } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Upload($id: ID!) { upload(id: $id) { ...Attachment_attachment } }"): (typeof documents)["query Upload($id: ID!) { upload(id: $id) { ...Attachment_attachment } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EndingRow_policy on Policy { number product { name } policyHolder { firstName lastName } policyTo }\n"): (typeof documents)["\n  fragment EndingRow_policy on Policy { number product { name } policyHolder { firstName lastName } policyTo }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EndingPolicies($from: Date!, $to: Date!, $first: Int!) {\n    endingPolicies(from: $from, to: $to, first: $first) { number ...EndingRow_policy }\n  }\n"): (typeof documents)["\n  query EndingPolicies($from: Date!, $to: Date!, $first: Int!) {\n    endingPolicies(from: $from, to: $to, first: $first) { number ...EndingRow_policy }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OfferRow_offer on Offer { number product { name } totalPrice { amount currencyCode } validUntil }\n"): (typeof documents)["\n  fragment OfferRow_offer on Offer { number product { name } totalPrice { amount currencyCode } validUntil }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpenOffers($first: Int!, $after: Cursor) {\n    offers(filter: { statuses: [NEW], mine: true }, first: $first, after: $after) {\n      edges { node { number ...OfferRow_offer } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query OpenOffers($first: Int!, $after: Cursor) {\n    offers(filter: { statuses: [NEW], mine: true }, first: $first, after: $after) {\n      edges { node { number ...OfferRow_offer } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Figure_total on SalesTotal { count premium { amount currencyCode } }"): (typeof documents)["fragment Figure_total on SalesTotal { count premium { amount currencyCode } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SalesToday($since: DateTime!) { salesSince(since: $since) { own { ...Figure_total } team { ...Figure_total } } }\n"): (typeof documents)["\n  query SalesToday($since: DateTime!) { salesSince(since: $since) { own { ...Figure_total } team { ...Figure_total } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LastLine_message on Message { text deletedAt author { login name } attachments { name } }\n"): (typeof documents)["\n  fragment LastLine_message on Message { text deletedAt author { login name } attachments { name } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LastLines($ids: [ID!]!) { rooms(ids: $ids) { id lastMessage { id ...LastLine_message } } }\n"): (typeof documents)["\n  query LastLines($ids: [ID!]!) { rooms(ids: $ids) { id lastMessage { id ...LastLine_message } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EarlierVersions_message on Message { id sentAt editedAt }\n"): (typeof documents)["\n  fragment EarlierVersions_message on Message { id sentAt editedAt }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EarlierVersions($id: ID!) { message(id: $id) { id version earlierVersions { version text at } } }\n"): (typeof documents)["\n  query EarlierVersions($id: ID!) { message(id: $id) { id version earlierVersions { version text at } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteMessage($input: DeleteMessageInput!) {\n    deleteMessage(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation DeleteMessage($input: DeleteMessageInput!) {\n    deleteMessage(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MessageRow_message on Message {\n    id text sentAt deletedAt\n    author { login name }\n    replyTo { ...Quote_message }\n    ...EarlierVersions_message\n    ...PinMark_message\n    ...MessageActions_message\n    ...Attachments_message\n    ...Reactions_message\n  }\n"): (typeof documents)["\n  fragment MessageRow_message on Message {\n    id text sentAt deletedAt\n    author { login name }\n    replyTo { ...Quote_message }\n    ...EarlierVersions_message\n    ...PinMark_message\n    ...MessageActions_message\n    ...Attachments_message\n    ...Reactions_message\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment PinMark_message on Message { pinnedAt pinnedBy { name } }"): (typeof documents)["fragment PinMark_message on Message { pinnedAt pinnedBy { name } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Quote_message on Message { id text deletedAt author { name } attachments { name } }\n"): (typeof documents)["\n  fragment Quote_message on Message { id text deletedAt author { name } attachments { name } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Reactions_message on Message { id reactions { emoji count agents { login name } } }\n"): (typeof documents)["\n  fragment Reactions_message on Message { id reactions { emoji count agents { login name } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MessageActions_message on Message {\n    id text version sentAt editableUntil pinnedAt author { login name } attachments { id }\n  }\n"): (typeof documents)["\n  fragment MessageActions_message on Message {\n    id text version sentAt editableUntil pinnedAt author { login name } attachments { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PinMessage($input: PinMessageInput!) {\n    answer: pinMessage(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation PinMessage($input: PinMessageInput!) {\n    answer: pinMessage(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnpinMessage($input: UnpinMessageInput!) {\n    answer: unpinMessage(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation UnpinMessage($input: UnpinMessageInput!) {\n    answer: unpinMessage(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation React($input: ReactInput!) {\n    react(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation React($input: ReactInput!) {\n    react(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenewSession($input: RenewSessionInput!) {\n    renewSession(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation RenewSession($input: RenewSessionInput!) {\n    renewSession(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Announce($input: AnnounceInput!) {\n    announce(input: $input) {\n      __typename\n      ... on InvalidInput { fields { path message } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation Announce($input: AnnounceInput!) {\n    announce(input: $input) {\n      __typename\n      ... on InvalidInput { fields { path message } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LatestNews_notification on Notification { __typename at ...Sentence_notification }\n"): (typeof documents)["\n  fragment LatestNews_notification on Notification { __typename at ...Sentence_notification }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NotificationDays_notification on Notification { id at ...NotificationRow_notification }\n"): (typeof documents)["\n  fragment NotificationDays_notification on Notification { id at ...NotificationRow_notification }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NotificationProducts { products { code name } }"): (typeof documents)["query NotificationProducts { products { code name } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NotificationRow_notification on Notification {\n    __typename at amount { amount currencyCode } ...Sentence_notification\n    ... on Announcement { author { name } }\n    ... on Mentioned { message { id room { id } } }\n  }\n"): (typeof documents)["\n  fragment NotificationRow_notification on Notification {\n    __typename at amount { amount currencyCode } ...Sentence_notification\n    ... on Announcement { author { name } }\n    ... on Mentioned { message { id room { id } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) {\n      __typename\n      ... on MarkNotificationsReadSuccess { unreadCount }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {\n    markNotificationsRead(input: $input) {\n      __typename\n      ... on MarkNotificationsReadSuccess { unreadCount }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PinnedAnnouncements { pinnedAnnouncements { id text pinnedAt shownUntil author { name } } }\n"): (typeof documents)["\n  query PinnedAnnouncements { pinnedAnnouncements { id text pinnedAt shownUntil author { name } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UnpinAnnouncement($input: UnpinAnnouncementInput!) {\n    unpinAnnouncement(input: $input) { __typename }\n  }\n"): (typeof documents)["\n  mutation UnpinAnnouncement($input: UnpinAnnouncementInput!) {\n    unpinAnnouncement(input: $input) { __typename }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment NotificationSource_edge on NotificationEdge {\n    cursor\n    node { id __typename ... on Mentioned { message { id } } ...NotificationDays_notification ...LatestNews_notification ...Sentence_notification }\n  }\n"): (typeof documents)["\n  fragment NotificationSource_edge on NotificationEdge {\n    cursor\n    node { id __typename ... on Mentioned { message { id } } ...NotificationDays_notification ...LatestNews_notification ...Sentence_notification }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationsPage($last: Int, $before: Cursor, $filter: NotificationFilter) {\n    notifications(last: $last, before: $before, filter: $filter) {\n      unreadCount\n      edges { ...NotificationSource_edge }\n      pageInfo { hasPreviousPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query NotificationsPage($last: Int, $before: Cursor, $filter: NotificationFilter) {\n    notifications(last: $last, before: $before, filter: $filter) {\n      unreadCount\n      edges { ...NotificationSource_edge }\n      pageInfo { hasPreviousPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription NotificationsLive($after: Cursor, $filter: NotificationFilter) {\n    notification(after: $after, filter: $filter) { ...NotificationSource_edge }\n  }\n"): (typeof documents)["\n  subscription NotificationsLive($after: Cursor, $filter: NotificationFilter) {\n    notification(after: $after, filter: $filter) { ...NotificationSource_edge }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Sentence_notification on Notification {\n    __typename\n    text\n    policyNumber\n    amount { amount currencyCode }\n    ... on PolicySold { agent { login name } product { name } productCode }\n    ... on PolicyTerminated { agent { login name } product { name } productCode terminatedOn }\n    ... on ProductActivated { product { name } productCode }\n    ... on TariffChanged { product { name } productCode validFrom }\n    ... on PaymentReceived { agent { login name } }\n    ... on CommissionCalculated { agent { login name } }\n    ... on Announcement { author { login name } }\n    ... on Mentioned { message { text author { name } room { name } } }\n  }\n"): (typeof documents)["\n  fragment Sentence_notification on Notification {\n    __typename\n    text\n    policyNumber\n    amount { amount currencyCode }\n    ... on PolicySold { agent { login name } product { name } productCode }\n    ... on PolicyTerminated { agent { login name } product { name } productCode terminatedOn }\n    ... on ProductActivated { product { name } productCode }\n    ... on TariffChanged { product { name } productCode validFrom }\n    ... on PaymentReceived { agent { login name } }\n    ... on CommissionCalculated { agent { login name } }\n    ... on Announcement { author { login name } }\n    ... on Mentioned { message { text author { name } room { name } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Account_account on PolicyAccount {\n    number\n    status\n    balance { amount currencyCode }\n    entries { kind amount { amount currencyCode } effectiveOn }\n  }\n"): (typeof documents)["\n  fragment Account_account on PolicyAccount {\n    number\n    status\n    balance { amount currencyCode }\n    entries { kind amount { amount currencyCode } effectiveOn }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AssignPayment_line on UnmatchedBankLine { id text reason accountingDate amount { amount } }\n"): (typeof documents)["\n  fragment AssignPayment_line on UnmatchedBankLine { id text reason accountingDate amount { amount } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AssignUnmatched($input: AssignUnmatchedPaymentInput!) {\n    assignUnmatchedPayment(input: $input) {\n      __typename\n      ... on AssignUnmatchedPaymentSuccess { account { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation AssignUnmatched($input: AssignUnmatchedPaymentInput!) {\n    assignUnmatchedPayment(input: $input) {\n      __typename\n      ... on AssignUnmatchedPaymentSuccess { account { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Overdue($after: Cursor) {\n    overdueAccounts(first: 50, after: $after) {\n      totalCount\n      edges { node { account { number } ...OverdueRow_overdue } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Overdue($after: Cursor) {\n    overdueAccounts(first: 50, after: $after) {\n      totalCount\n      edges { node { account { number } ...OverdueRow_overdue } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OverdueRow_overdue on OverdueAccount {\n    owed { amount currencyCode }\n    since\n    days\n    account { policyNumber owner { firstName lastName } agent { name } }\n  }\n"): (typeof documents)["\n  fragment OverdueRow_overdue on OverdueAccount {\n    owed { amount currencyCode }\n    since\n    days\n    account { policyNumber owner { firstName lastName } agent { name } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Imports($after: Cursor) {\n    bankStatementImports(first: 10, after: $after) {\n      edges {\n        node {\n          id\n          fileName\n          importedBy { name }\n          startedAt\n          finishedAt\n          booked\n          alreadyBooked\n          unmatched\n          problem { reason line }\n        }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Imports($after: Cursor) {\n    bankStatementImports(first: 10, after: $after) {\n      edges {\n        node {\n          id\n          fileName\n          importedBy { name }\n          startedAt\n          finishedAt\n          booked\n          alreadyBooked\n          unmatched\n          problem { reason line }\n        }\n      }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Unmatched($after: Cursor) {\n    unmatchedBankLines(first: 20, after: $after) {\n      totalCount\n      edges { node { id ...UnmatchedRow_line } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Unmatched($after: Cursor) {\n    unmatchedBankLines(first: 20, after: $after) {\n      totalCount\n      edges { node { id ...UnmatchedRow_line } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UnmatchedRow_line on UnmatchedBankLine {\n    id\n    fileName\n    line\n    text\n    reason\n    accountingDate\n    amount { amount currencyCode }\n    ...AssignPayment_line\n  }\n"): (typeof documents)["\n  fragment UnmatchedRow_line on UnmatchedBankLine {\n    id\n    fileName\n    line\n    text\n    reason\n    accountingDate\n    amount { amount currencyCode }\n    ...AssignPayment_line\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DismissPayment($input: DismissUnmatchedPaymentInput!) {\n    answer: dismissUnmatchedPayment(input: $input) {\n      __typename\n      ... on DismissUnmatchedPaymentSuccess { id }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation DismissPayment($input: DismissUnmatchedPaymentInput!) {\n    answer: dismissUnmatchedPayment(input: $input) {\n      __typename\n      ... on DismissUnmatchedPaymentSuccess { id }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ImportResult_import on BankStatementImport {\n    fileName\n    booked\n    alreadyBooked\n    unmatched\n    problem { reason line }\n  }\n"): (typeof documents)["\n  fragment ImportResult_import on BankStatementImport {\n    fileName\n    booked\n    alreadyBooked\n    unmatched\n    problem { reason line }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ImportOf($id: ID!) { bankStatementImport(id: $id) { ...ImportResult_import } }"): (typeof documents)["query ImportOf($id: ID!) { bankStatementImport(id: $id) { ...ImportResult_import } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AccountOf($policyNumber: ID!) {\n    account(policyNumber: $policyNumber) { number ...Account_account }\n  }\n"): (typeof documents)["\n  query AccountOf($policyNumber: ID!) {\n    account(policyNumber: $policyNumber) { number ...Account_account }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Presence_agent on Agent {\n    login name role online presence lastSeenAt avatar(small: true) status { emoji text until }\n  }\n"): (typeof documents)["\n  fragment Presence_agent on Agent {\n    login name role online presence lastSeenAt avatar(small: true) status { emoji text until }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Agents { agents { ...Presence_agent } }"): (typeof documents)["query Agents { agents { ...Presence_agent } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription PresenceChanged { presenceChanged { online presence agent { ...Presence_agent } } }\n"): (typeof documents)["\n  subscription PresenceChanged { presenceChanged { online presence agent { ...Presence_agent } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemovePicture($input: RemovePictureInput!) {\n    answer: removePicture(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation RemovePicture($input: RemovePictureInput!) {\n    answer: removePicture(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenDirectRoom($input: OpenDirectRoomInput!) {\n    openDirectRoom(input: $input) {\n      __typename\n      ... on OpenDirectRoomSuccess { room { id } }\n      ... on InvalidInput { fields { message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation OpenDirectRoom($input: OpenDirectRoomInput!) {\n    openDirectRoom(input: $input) {\n      __typename\n      ... on OpenDirectRoomSuccess { room { id } }\n      ... on InvalidInput { fields { message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Matched_edge on PolicyEdge { matches { field text ranges { start end } } }\n"): (typeof documents)["\n  fragment Matched_edge on PolicyEdge { matches { field text ranges { start end } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OpenPolicyDiscussion($input: OpenPolicyDiscussionInput!) {\n    openPolicyDiscussion(input: $input) {\n      __typename\n      ... on OpenPolicyDiscussionSuccess { room { id } }\n      ... on InvalidInput { message }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation OpenPolicyDiscussion($input: OpenPolicyDiscussionInput!) {\n    openPolicyDiscussion(input: $input) {\n      __typename\n      ... on OpenPolicyDiscussionSuccess { room { id } }\n      ... on InvalidInput { message }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PolicyDetails_policy on Policy {\n    number\n    shortNumber\n    status\n    soldAt\n    policyFrom\n    policyTo\n    agent { name }\n    product { name code icon }\n    totalPremium { amount currencyCode }\n    refund { amount currencyCode }\n    commissions { amount { amount currencyCode } }\n    policyHolder { firstName lastName taxId address { country zipCode city street } }\n    covers { code name premium { amount currencyCode } }\n    versions { number ...Versions_version }\n  }\n"): (typeof documents)["\n  fragment PolicyDetails_policy on Policy {\n    number\n    shortNumber\n    status\n    soldAt\n    policyFrom\n    policyTo\n    agent { name }\n    product { name code icon }\n    totalPremium { amount currencyCode }\n    refund { amount currencyCode }\n    commissions { amount { amount currencyCode } }\n    policyHolder { firstName lastName taxId address { country zipCode city street } }\n    covers { code name premium { amount currencyCode } }\n    versions { number ...Versions_version }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PolicyList($filter: PolicyFilter, $sort: PolicySort, $after: Cursor) {\n    policies(filter: $filter, sort: $sort, first: 20, after: $after) {\n      totalCount\n      edges { node { number } ...PolicyRow_edge ...PolicyTableRow_edge }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query PolicyList($filter: PolicyFilter, $sort: PolicySort, $after: Cursor) {\n    policies(filter: $filter, sort: $sort, first: 20, after: $after) {\n      totalCount\n      edges { node { number } ...PolicyRow_edge ...PolicyTableRow_edge }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PolicyOf($number: ID!, $language: Language!) {\n    policy(number: $number) {\n      number\n      shortNumber\n      status\n      policyFrom\n      policyTo\n      documentUrl(language: $language)\n      product { name }\n      ...PolicyDetails_policy\n      ...Terminate_policy\n    }\n  }\n"): (typeof documents)["\n  query PolicyOf($number: ID!, $language: Language!) {\n    policy(number: $number) {\n      number\n      shortNumber\n      status\n      policyFrom\n      policyTo\n      documentUrl(language: $language)\n      product { name }\n      ...PolicyDetails_policy\n      ...Terminate_policy\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PolicyRow_edge on PolicyEdge {\n    ...Matched_edge\n    node {\n      number shortNumber status policyFrom policyTo\n      product { name }\n      policyHolder { firstName lastName }\n      totalPremium { amount currencyCode }\n    }\n  }\n"): (typeof documents)["\n  fragment PolicyRow_edge on PolicyEdge {\n    ...Matched_edge\n    node {\n      number shortNumber status policyFrom policyTo\n      product { name }\n      policyHolder { firstName lastName }\n      totalPremium { amount currencyCode }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PolicyTableRow_edge on PolicyEdge {\n    ...Matched_edge\n    node {\n      number shortNumber status policyFrom policyTo soldAt\n      product { name }\n      policyHolder { firstName lastName }\n      totalPremium { amount currencyCode }\n    }\n  }\n"): (typeof documents)["\n  fragment PolicyTableRow_edge on PolicyEdge {\n    ...Matched_edge\n    node {\n      number shortNumber status policyFrom policyTo soldAt\n      product { name }\n      policyHolder { firstName lastName }\n      totalPremium { amount currencyCode }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TerminationPreview($number: ID!, $date: Date!) {\n    policy(number: $number) {\n      number\n      terminationPreview(terminationDate: $date) {\n        __typename\n        ... on TerminationPreview { kept { amount currencyCode } refund { amount currencyCode } }\n        ... on InvalidInput { message fields { path message } }\n        ... on Refusal { code message }\n      }\n    }\n  }\n"): (typeof documents)["\n  query TerminationPreview($number: ID!, $date: Date!) {\n    policy(number: $number) {\n      number\n      terminationPreview(terminationDate: $date) {\n        __typename\n        ... on TerminationPreview { kept { amount currencyCode } refund { amount currencyCode } }\n        ... on InvalidInput { message fields { path message } }\n        ... on Refusal { code message }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Terminate_policy on Policy { number ...TerminateForm_policy }"): (typeof documents)["fragment Terminate_policy on Policy { number ...TerminateForm_policy }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment TerminateForm_policy on Policy { number policyFrom policyTo }"): (typeof documents)["fragment TerminateForm_policy on Policy { number policyFrom policyTo }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TerminatePolicy($input: TerminatePolicyInput!) {\n    terminatePolicy(input: $input) {\n      __typename\n      ... on TerminatePolicySuccess { policy { number } refund { amount currencyCode } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation TerminatePolicy($input: TerminatePolicyInput!) {\n    terminatePolicy(input: $input) {\n      __typename\n      ... on TerminatePolicySuccess { policy { number } refund { amount currencyCode } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Versions_version on PolicyVersion { number coverFrom coverTo totalPremium { amount currencyCode } }\n"): (typeof documents)["\n  fragment Versions_version on PolicyVersion { number coverFrom coverTo totalPremium { amount currencyCode } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Preferences_preferences on Preferences {\n    showTyping\n    sounds\n    desktopNotifications\n    doNotDisturbUntil\n    quietHours { weekday from to }\n    timeZone\n    language\n    quiet\n    quietChangesAt\n  }\n"): (typeof documents)["\n  fragment Preferences_preferences on Preferences {\n    showTyping\n    sounds\n    desktopNotifications\n    doNotDisturbUntil\n    quietHours { weekday from to }\n    timeZone\n    language\n    quiet\n    quietChangesAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Preferences { preferences { ...Preferences_preferences } }"): (typeof documents)["query Preferences { preferences { ...Preferences_preferences } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetPreferences($input: SetPreferencesInput!) {\n    setPreferences(input: $input) {\n      __typename\n      ... on SetPreferencesSuccess { preferences { ...Preferences_preferences } }\n      ... on InvalidInput { fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation SetPreferences($input: SetPreferencesInput!) {\n    setPreferences(input: $input) {\n      __typename\n      ... on SetPreferencesSuccess { preferences { ...Preferences_preferences } }\n      ... on InvalidInput { fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeProfile($input: ChangeProfileInput!) {\n    changeProfile(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation ChangeProfile($input: ChangeProfileInput!) {\n    changeProfile(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation ChangePassword($input: ChangePasswordInput!) {\n    changePassword(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Profile { me { login name ...StatusForm_agent } }\n"): (typeof documents)["\n  query Profile { me { login name ...StatusForm_agent } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment StatusForm_agent on Agent { status { emoji text until } }"): (typeof documents)["fragment StatusForm_agent on Agent { status { emoji text until } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetStatus($input: SetStatusInput!) {\n    setStatus(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation SetStatus($input: SetStatusInput!) {\n    setStatus(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePicture($input: ChangePictureInput!) {\n    changePicture(input: $input) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangePicture($input: ChangePictureInput!) {\n    changePicture(input: $input) {\n      __typename\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ArchivedRooms_room on Room { id ...DirectoryRow_room }"): (typeof documents)["fragment ArchivedRooms_room on Room { id ...DirectoryRow_room }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ArchivedRooms { rooms(archived: true) { ...ArchivedRooms_room } }"): (typeof documents)["query ArchivedRooms { rooms(archived: true) { ...ArchivedRooms_room } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateRoom($input: CreateRoomInput!) {\n    createRoom(input: $input) {\n      __typename\n      ... on CreateRoomSuccess { room { id } }\n      ... on InvalidInput { fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateRoom($input: CreateRoomInput!) {\n    createRoom(input: $input) {\n      __typename\n      ... on CreateRoomSuccess { room { id } }\n      ... on InvalidInput { fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment DirectoryRow_room on Room { id name about membership { role } }"): (typeof documents)["fragment DirectoryRow_room on Room { id name about membership { role } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Members_member on RoomMember { role agent { login name } }"): (typeof documents)["fragment Members_member on RoomMember { role agent { login name } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MemberRoles($roomId: ID!) { room(id: $roomId) { id memberRoles { ...Members_member } } }\n"): (typeof documents)["\n  query MemberRoles($roomId: ID!) { room(id: $roomId) { id memberRoles { ...Members_member } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Pinned_message on Message {\n    id text sentAt author { name } attachments { name } pinnedBy { name }\n  }\n"): (typeof documents)["\n  fragment Pinned_message on Message {\n    id text sentAt author { name } attachments { name } pinnedBy { name }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PinnedMessages($roomId: ID!) { room(id: $roomId) { id pinnedMessages { id ...Pinned_message } } }\n"): (typeof documents)["\n  query PinnedMessages($roomId: ID!) { room(id: $roomId) { id pinnedMessages { id ...Pinned_message } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameRoom($input: RenameRoomInput!) {\n    answer: renameRoom(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Refusal { code message } }\n  }\n"): (typeof documents)["\n  mutation RenameRoom($input: RenameRoomInput!) {\n    answer: renameRoom(input: $input) { __typename ... on InvalidInput { fields { path message } } ... on Refusal { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RoomFiles($roomId: ID!, $kind: FileKind, $after: Cursor) {\n    room(id: $roomId) {\n      id\n      files(first: 20, kind: $kind, after: $after) {\n        edges { cursor node { ...SentFile_file } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n"): (typeof documents)["\n  query RoomFiles($roomId: ID!, $kind: FileKind, $after: Cursor) {\n    room(id: $roomId) {\n      id\n      files(first: 20, kind: $kind, after: $after) {\n        edges { cursor node { ...SentFile_file } }\n        pageInfo { hasNextPage endCursor }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Directory_room on Room { id ...DirectoryRow_room }"): (typeof documents)["fragment Directory_room on Room { id ...DirectoryRow_room }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Directory($search: String, $after: Cursor) {\n    directory(search: $search, first: 50, after: $after) {\n      edges { node { ...Directory_room } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query Directory($search: String, $after: Cursor) {\n    directory(search: $search, first: 50, after: $after) {\n      edges { node { ...Directory_room } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SentFile_file on SentFile {\n    attachment { ...Attachment_attachment }\n    message { id sentAt author { name } }\n  }\n"): (typeof documents)["\n  fragment SentFile_file on SentFile {\n    attachment { ...Attachment_attachment }\n    message { id sentAt author { name } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RoomList_room on Room {\n    id\n    name\n    kind\n    archivedAt\n    unreadCount\n    mentionCount\n    membership { role involvement }\n    directMembers { login name }\n    lastMessage { id sentAt }\n  }\n"): (typeof documents)["\n  fragment RoomList_room on Room {\n    id\n    name\n    kind\n    archivedAt\n    unreadCount\n    mentionCount\n    membership { role involvement }\n    directMembers { login name }\n    lastMessage { id sentAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Rooms { rooms { ...RoomList_room } }"): (typeof documents)["query Rooms { rooms { ...RoomList_room } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription RoomsChanged { roomsChanged { ...RoomList_room } }"): (typeof documents)["subscription RoomsChanged { roomsChanged { ...RoomList_room } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddMembers($input: AddMembersInput!) {\n    answer: addMembers(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation AddMembers($input: AddMembersInput!) {\n    answer: addMembers(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    answer: removeMember(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation RemoveMember($input: RemoveMemberInput!) {\n    answer: removeMember(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetMemberRole($input: SetMemberRoleInput!) {\n    answer: setMemberRole(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation SetMemberRole($input: SetMemberRoleInput!) {\n    answer: setMemberRole(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ArchiveRoom($input: ArchiveRoomInput!) {\n    answer: archiveRoom(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation ArchiveRoom($input: ArchiveRoomInput!) {\n    answer: archiveRoom(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation JoinRoom($input: JoinRoomInput!) {\n    answer: joinRoom(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation JoinRoom($input: JoinRoomInput!) {\n    answer: joinRoom(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation LeaveRoom($input: LeaveRoomInput!) {\n    answer: leaveRoom(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation LeaveRoom($input: LeaveRoomInput!) {\n    answer: leaveRoom(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetInvolvement($input: SetInvolvementInput!) {\n    answer: setInvolvement(input: $input) { __typename ... on Error { code message } }\n  }\n"): (typeof documents)["\n  mutation SetInvolvement($input: SetInvolvementInput!) {\n    answer: setInvolvement(input: $input) { __typename ... on Error { code message } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RoomHeader_room on Room {\n    id name kind about archivedAt membership { role involvement } directMembers { login name }\n  }\n"): (typeof documents)["\n  fragment RoomHeader_room on Room {\n    id name kind about archivedAt membership { role involvement } directMembers { login name }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RoomHeader($roomId: ID!) { room(id: $roomId) { ...RoomHeader_room } }"): (typeof documents)["query RoomHeader($roomId: ID!) { room(id: $roomId) { ...RoomHeader_room } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ProductChoices { products { code name } }"): (typeof documents)["query ProductChoices { products { code name } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SalesByAgent_report on SalesReport {\n    byAgent { login agent { name } count premium { amount currencyCode } }\n  }\n"): (typeof documents)["\n  fragment SalesByAgent_report on SalesReport {\n    byAgent { login agent { name } count premium { amount currencyCode } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SalesByProduct_report on SalesReport {\n    byProduct { productCode product { name } count premium { amount currencyCode } }\n  }\n"): (typeof documents)["\n  fragment SalesByProduct_report on SalesReport {\n    byProduct { productCode product { name } count premium { amount currencyCode } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SalesTotals_report on SalesReport {\n    total { count premium { amount currencyCode } }\n    byProduct { productCode product { name } count premium { amount currencyCode } }\n  }\n"): (typeof documents)["\n  fragment SalesTotals_report on SalesReport {\n    total { count premium { amount currencyCode } }\n    byProduct { productCode product { name } count premium { amount currencyCode } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SalesTrend_report on SalesReport { trend { from count premium { amount currencyCode } } }\n"): (typeof documents)["\n  fragment SalesTrend_report on SalesReport { trend { from count premium { amount currencyCode } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SoldPolicies($filter: SalesFilter, $before: Cursor) {\n    soldPolicies(filter: $filter, last: 30, before: $before) {\n      edges { node { number ...SoldPolicyRow_policy } }\n      pageInfo { hasPreviousPage startCursor }\n    }\n  }\n"): (typeof documents)["\n  query SoldPolicies($filter: SalesFilter, $before: Cursor) {\n    soldPolicies(filter: $filter, last: 30, before: $before) {\n      edges { node { number ...SoldPolicyRow_policy } }\n      pageInfo { hasPreviousPage startCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SoldPolicyRow_policy on SoldPolicy {\n    number\n    productCode\n    product { name }\n    login\n    agent { name }\n    premium { amount currencyCode }\n    soldAt\n    coverFrom\n    terminated\n    terminatedOn\n  }\n"): (typeof documents)["\n  fragment SoldPolicyRow_policy on SoldPolicy {\n    number\n    productCode\n    product { name }\n    login\n    agent { name }\n    premium { amount currencyCode }\n    soldAt\n    coverFrom\n    terminated\n    terminatedOn\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SalesReport($filter: SalesFilter, $unit: PeriodUnit!) {\n    sales(filter: $filter, unit: $unit) {\n      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report\n    }\n  }\n"): (typeof documents)["\n  query SalesReport($filter: SalesFilter, $unit: PeriodUnit!) {\n    sales(filter: $filter, unit: $unit) {\n      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription SalesReportChanged($filter: SalesFilter, $unit: PeriodUnit!) {\n    salesChanged(filter: $filter, unit: $unit) {\n      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report\n    }\n  }\n"): (typeof documents)["\n  subscription SalesReportChanged($filter: SalesFilter, $unit: PeriodUnit!) {\n    salesChanged(filter: $filter, unit: $unit) {\n      ...SalesTotals_report ...SalesTrend_report ...SalesByProduct_report ...SalesByAgent_report\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment HitRow_hit on MessageHit {\n    snippet\n    marks { start end }\n    message { id sentAt author { login name } attachments { name } room { id name directMembers { login name } } }\n  }\n"): (typeof documents)["\n  fragment HitRow_hit on MessageHit {\n    snippet\n    marks { start end }\n    message { id sentAt author { login name } attachments { name } room { id name directMembers { login name } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SearchMessages($query: String!, $order: SearchOrder!, $after: Cursor) {\n    searchMessages(query: $query, order: $order, first: 20, after: $after) {\n      edges { cursor node { ...HitRow_hit } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query SearchMessages($query: String!, $order: SearchOrder!, $after: Cursor) {\n    searchMessages(query: $query, order: $order, first: 20, after: $after) {\n      edges { cursor node { ...HitRow_hit } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Answered_question on Question { code index text unit choices { code label } }\n"): (typeof documents)["\n  fragment Answered_question on Question { code index text unit choices { code label } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Answered_offer on Offer { policyFrom policyTo }"): (typeof documents)["fragment Answered_offer on Offer { policyFrom policyTo }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Catalogue { products { code ...ProductCard_product } }"): (typeof documents)["query Catalogue { products { code ...ProductCard_product } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CoverPicker_cover on Cover { code name description optional sumInsured { amount currencyCode } }\n"): (typeof documents)["\n  fragment CoverPicker_cover on Cover { code name description optional sumInsured { amount currencyCode } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BuyPolicy($input: BuyPolicyInput!) {\n    buyPolicy(input: $input) {\n      __typename\n      ... on BuyPolicySuccess { policy { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation BuyPolicy($input: BuyPolicyInput!) {\n    buyPolicy(input: $input) {\n      __typename\n      ... on BuyPolicySuccess { policy { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OfferToBuy($number: ID!) {\n    offer(number: $number) { number shortNumber status validUntil product { code name } ...OfferSummary_offer }\n  }\n"): (typeof documents)["\n  query OfferToBuy($number: ID!) {\n    offer(number: $number) { number shortNumber status validUntil product { code name } ...OfferSummary_offer }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OfferSummary_offer on Offer {\n    policyFrom\n    policyTo\n    product { name icon }\n    totalPrice { amount currencyCode }\n    coverPrices { code name price { amount currencyCode } }\n  }\n"): (typeof documents)["\n  fragment OfferSummary_offer on Offer {\n    policyFrom\n    policyTo\n    product { name icon }\n    totalPrice { amount currencyCode }\n    coverPrices { code name price { amount currencyCode } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PriceFields_product on Product {\n    icon\n    questions { code index ...QuestionField_question }\n    covers { code ...CoverPicker_cover }\n  }\n"): (typeof documents)["\n  fragment PriceFields_product on Product {\n    icon\n    questions { code index ...QuestionField_question }\n    covers { code ...CoverPicker_cover }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PriceForm_product on Product {\n    code\n    maxNumberOfInsured\n    insured\n    questions { code type text min max }\n    covers { code }\n    ...PriceFields_product\n    ...PricedOffer_product\n  }\n"): (typeof documents)["\n  fragment PriceForm_product on Product {\n    code\n    maxNumberOfInsured\n    insured\n    questions { code type text min max }\n    covers { code }\n    ...PriceFields_product\n    ...PricedOffer_product\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateOffer($input: CreateOfferInput!) {\n    createOffer(input: $input) {\n      __typename\n      ... on CreateOfferSuccess { offer { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateOffer($input: CreateOfferInput!) {\n    createOffer(input: $input) {\n      __typename\n      ... on CreateOfferSuccess { offer { number } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProductToPrice($code: ID!) { product(code: $code) { code name description ...PriceForm_product } }\n"): (typeof documents)["\n  query ProductToPrice($code: ID!) { product(code: $code) { code name description ...PriceForm_product } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PricePanel_offer on Offer {\n    number\n    status\n    validUntil\n    totalPrice { amount currencyCode }\n    coverPrices { code name price { amount currencyCode } }\n  }\n"): (typeof documents)["\n  fragment PricePanel_offer on Offer {\n    number\n    status\n    validUntil\n    totalPrice { amount currencyCode }\n    coverPrices { code name price { amount currencyCode } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OfferToShow($number: ID!) {\n    offer(number: $number) { number product { code } ...Answered_offer ...PricePanel_offer }\n  }\n"): (typeof documents)["\n  query OfferToShow($number: ID!) {\n    offer(number: $number) { number product { code } ...Answered_offer ...PricePanel_offer }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PricedOffer_product on Product { code icon questions { ...Answered_question } }\n"): (typeof documents)["\n  fragment PricedOffer_product on Product { code icon questions { ...Answered_question } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProductCard_product on Product {\n    code\n    name\n    description\n    icon\n    covers { code name optional sumInsured { amount currencyCode } }\n  }\n"): (typeof documents)["\n  fragment ProductCard_product on Product {\n    code\n    name\n    description\n    icon\n    covers { code name optional sumInsured { amount currencyCode } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment QuestionField_question on Question { text type unit choices { code label } }\n"): (typeof documents)["\n  fragment QuestionField_question on Question { text type unit choices { code label } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Session_agent on Agent { login name avatar role }"): (typeof documents)["fragment Session_agent on Agent { login name avatar role }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Login($input: LoginInput!) {\n    login(input: $input) {\n      __typename\n      ... on LoginSuccess { accessToken expiresAt agent { ...Session_agent } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation Login($input: LoginInput!) {\n    login(input: $input) {\n      __typename\n      ... on LoginSuccess { accessToken expiresAt agent { ...Session_agent } }\n      ... on InvalidInput { message fields { path message } }\n      ... on Refusal { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefreshSession {\n    refreshSession {\n      __typename\n      ... on RefreshSessionSuccess { accessToken expiresAt agent { ...Session_agent } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation RefreshSession {\n    refreshSession {\n      __typename\n      ... on RefreshSessionSuccess { accessToken expiresAt agent { ...Session_agent } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Logout { logout }"): (typeof documents)["mutation Logout { logout }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query DemoLogins { demoLogins { login name password } }"): (typeof documents)["query DemoLogins { demoLogins { login name password } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PolicyCard_policy on Policy {\n    status policyFrom policyTo\n    product { name } policyHolder { firstName lastName } totalPremium { amount currencyCode }\n  }\n"): (typeof documents)["\n  fragment PolicyCard_policy on Policy {\n    status policyFrom policyTo\n    product { name } policyHolder { firstName lastName } totalPremium { amount currencyCode }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OfferCard_offer on Offer { status validUntil product { name } totalPrice { amount currencyCode } }\n"): (typeof documents)["\n  fragment OfferCard_offer on Offer { status validUntil product { name } totalPrice { amount currencyCode } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BusinessNumber($number: ID!) {\n    policy(number: $number) { number ...PolicyCard_policy }\n    offer(number: $number) { number ...OfferCard_offer }\n  }\n"): (typeof documents)["\n  query BusinessNumber($number: ID!) {\n    policy(number: $number) { number ...PolicyCard_policy }\n    offer(number: $number) { number ...OfferCard_offer }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;