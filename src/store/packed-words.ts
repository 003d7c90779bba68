/**
 * What most threads say in the same words, the most frequent last: deflate points to it instead of repeating it. A store keeps the
 * words with which its first thread was packed ({@link ./packing.ts}); these may change for stores that begin later.
 */
export const PACKED_WORDS = [
  ' morning today tomorrow yesterday number please line phone mobile internet router fibre contract invoice bill email account',
  ' customer service support order delivery signal network website password working thank thanks sorry problem again because about',
  ' would could there their which really never still since have been with this that from your what when you not the and for are but',
  ' https://t.co/ introduce native unknown refused withdrawn queued mute handover reassigned reopened',
  '["context:","string","[{\\"id\\":\\"","others:x-","news:x-","reroutes:x-","under:","introduced:x-","notes:","message:followup:',
  'message:edited:","message:gone:","message:other:","hash",[["erased","byHand","1"],["third","1"],["host","x-',
  '["first","newest","loose","1"],["seenAt","deletion","deletionBy","deletionAt","approval","approved"],["approvalBy","U0',
  '["handoverFor",""],["after",""],["unsigned","1"],["credit","',
  '\\"images\\":[{\\"url\\":\\"https://pbs.twimg.com/media/","\\"alt\\":null}],\\"verified\\":true,',
  '[["answers:x-1","set",["2"]],["conversation:1","string","x-1"],["draft:x-1:U0","string","r-"],["history:x-1","list",["179","-0","-1"]],',
  '["join:1:1","string","x-1"],["message:card:x-1","hash",[["place","C0"],["ts","179"]],498],["message:note:r-1","hash",[["place","C0/179"],["ts","179"]],498],',
  '["post:1","hash",[["json","{\\"id\\":\\"1\\",\\"network\\":\\"x\\",\\"author\\":{\\"id\\":\\"1\\",\\"handle\\":\\"","\\"name\\":\\"',
  '\\",\\"avatarUrl\\":\\"https://pbs.twimg.com/profile_images/1/_normal.jpg\\"},\\"text\\":\\"@',
  '\\",\\"createdAt\\":179,\\"conversationId\\":\\"1\\",\\"inReplyTo\\":null,\\"quotes\\":null,\\"repostOf\\":null,\\"mentions\\":[{\\"id\\":\\"1\\",\\"handle\\":\\"',
  '\\"}],\\"images\\":[],\\"versions\\":[\\"1\\"],\\"language\\":\\"en\\",\\"replySettings\\":\\"everyone\\"}"],["seenAt","179"],["thread","x-1"]]],',
  '["post:1","hash",[["reply","r-1"],["thread","x-1"]]],["posts:x-1","zset",[["1","179"]]],',
  '["reply:r-1","hash",[["accountId","1"],["attempt","1"],["awaitsPost","0"],["createdAt","179"],["duplicates","0"],["files","[]"],["inReplyTo","1"],',
  '["introductionId",""],["looks","0"],["nonce","1"],["notBefore","179"],["parked","0"],["part","answer"],["postId","1"],["postUrl","https://x.com/',
  '/status/1"],["reason",""],["refusedSteps","[]"],["responder","U0"],["rewordings","0"],["sendingAt","179"],["state","sent"],["steps","introduce,direct,native,brand"],["text","@',
  '"],["threadId","x-1"],["unknownSince",""],["updatedAt","179"],["version","3"]]],',
  '["thread:x-1","hash",[["activeReplyId",""],["answerDeleted",""],["answeredBy","U0"],["because",""],["brand","1"],["cardTs","179"],["channel","C0"],',
  '["claimedAt",""],["claimedBy",""],["customer","1"],["firstAnswerAt","179"],["id","x-1"],["join","join:1:1"],["last","1"],["lastAt","179"],',
  '["listed","resolved"],["openedAt","179"],["parts","c:C0:179 r:r-1 p:1"],["priority","normal"],["root","1"],["searchFrom","179"],["searchSince","1"],',
  '["state","resolved"],["suggestion",""],["tokens","@1 by:U0 topic:1"],["topic","1"],["version","5"],["waiting","0"]]],',
  '["timed:x-1","set",["answer:1","first-answer:1","resolution:1"]],["turns:x-1","list",["waits:179","answered:179","resolved:179"]]]',
].join('');
