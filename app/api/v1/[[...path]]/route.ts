import { answerApiRequest } from "@/app/api/v1/answer-api-request";

export const dynamic = "force-dynamic";

/** The API. Its operations are listed in lib/api; programs prove who they are with a token, and no session is read. */
export {
  answerApiRequest as DELETE,
  answerApiRequest as GET,
  answerApiRequest as HEAD,
  answerApiRequest as OPTIONS,
  answerApiRequest as PATCH,
  answerApiRequest as POST,
  answerApiRequest as PUT,
};
