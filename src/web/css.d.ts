/** Style sheets are bundled as text and adopted by the document or the shadow root they are for. */
declare module '*.css' {
  const text: string;
  export default text;
}
