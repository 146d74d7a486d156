/** For other people's pages: to be filled. */
export const version = '';
