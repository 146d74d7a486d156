/** How large a structure may be, and how far its particles may overlap. */

/** More particles than this are refused. */
export const MAX_PARTICLES = 2e6;

/** Deepest overlap accepted between two particles, as a share of the smaller radius. */
export const MAX_OVERLAP = 0.25;
