import type { UnitSet } from './code-units.js';

/** A regular expression as a tree. */
export type Node =
	| { readonly kind: 'units'; readonly set: UnitSet }
	| { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
	| { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number }
	| { readonly kind: 'edge'; readonly edge: Edge };

/** A place between two characters. `word` is a word's start or end, `inside` is any other place. */
export type Edge = 'start' | 'end' | 'word' | 'inside';
