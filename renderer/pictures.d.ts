/** A picture of the program's own: the bundler puts it beside the scripts and gives its address. */
declare module '*.webp' {
  const address: string;
  export default address;
}
