import type { Container } from '../../nouns/container.js';
import type { Network } from '../../nouns/network.js';
import type { Volume } from '../../nouns/volume.js';
import { type Raw, textAt } from '../../run/inspect/raw.js';

/** A container of the project with the engine's whole answers about it and about its image. */
export type ObservedContainer = {
	readonly container: Container;
	readonly inspect: Raw;
	/** Undefined when the image is gone: then its defaults are unknown. */
	readonly image: Raw | undefined;
};

/** The engine's side of a plan. */
export type Observed = {
	readonly containers: readonly ObservedContainer[];
	/** The id of each image that the model names and the engine has. */
	readonly imageIds: ReadonlyMap<string, string>;
	/** The networks of the engine with the names of the model's, each with the engine's whole answer. */
	readonly networks: readonly { readonly network: Network; readonly inspect: Raw }[];
	readonly volumes: readonly Volume[];
};

const prefix = 'com.docker.compose.';

/** A label that compose put on a container or network; empty when it has none. */
export const composeLabel = ({ labels }: Pick<Container | Network, 'labels'>, name: string): string =>
	labels[prefix + name] ?? '';

export const isOwnLabel = (name: string): boolean => name.startsWith(prefix);

export const serviceOf = (container: Container): string => composeLabel(container, 'service');

/** True for a container of `docker compose run`. */
export const isOneOff = (container: Container): boolean => composeLabel(container, 'oneoff').toLowerCase() === 'true';

/** The number of a replica; undefined without a label that is a number. */
export function numberOf(container: Container): number | undefined {
	const text = composeLabel(container, 'container-number');
	return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The creation time as the engine's list has it, in seconds. */
export const createdOf = ({ inspect, container }: ObservedContainer): number =>
	Math.floor((Date.parse(textAt(inspect, 'Created')) || container.createdAt) / 1000);
