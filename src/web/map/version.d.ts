/** Version of the package, put in by the build of the page (scripts/site.mjs). */
declare const FIBRIL_VERSION: string;
