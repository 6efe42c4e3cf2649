import type { EngineEvent } from '../domain/nouns/events.js';
import { compose } from './compose/compose.js';
import { containers } from './containers.js';
import { contexts } from './contexts.js';
import { images } from './images.js';
import { networks } from './networks.js';
import { keysOf, type Maker, type NounId, type ResourceKind, tableOf } from './noun.js';
import type { EventEffect, Pane } from './pane.js';
import { volumes } from './volumes.js';

/** The record of each noun, in the order of the lists on screen. */
export const panes: { readonly [N in NounId]: Pane<N> } = { containers, images, volumes, networks, contexts, compose };

export const nounIds: readonly NounId[] = keysOf(panes);

/** Returns the pane that shows a noun's items: projects and services are rows of the containers' pane. */
export const paneOf = (noun: NounId): NounId => (noun === 'compose' ? 'containers' : noun);

/** The nouns that have a pane of their own. */
export const paneIds: readonly NounId[] = nounIds.filter(noun => paneOf(noun) === noun);

/** A value for each noun: `perNoun<{ [N in NounId]: Finder<N> }>(makeFinder)`. */
export const perNoun = <M extends { readonly [N in NounId]: unknown }>(make: Maker<M>): M => tableOf<M>(nounIds, make);

/** Returns the kinds of details that are fetched of a noun's items. */
export const resourceKindsOf = <N extends NounId>(noun: N): readonly ResourceKind<N>[] => keysOf(panes[noun].resources);

/** The effect of an event on a noun; none on a noun that has no `onEvent`. */
export const effectOf = <N extends NounId>(noun: N, event: EngineEvent): EventEffect<N> =>
	panes[noun].onEvent?.(event) ?? {};
