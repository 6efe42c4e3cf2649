import { containers } from './containers.js';
import { images } from './images.js';
import { networks } from './networks.js';
import type { Pane, PaneId } from './pane.js';
import { volumes } from './volumes.js';

/** Every list of the left side. */
// biome-ignore lint/suspicious/noExplicitAny: the type of an item is only known to its own pane
export const panes: Readonly<Record<PaneId, Pane<any>>> = { containers, images, volumes, networks };
