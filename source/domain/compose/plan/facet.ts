import type { Raw } from '../../run/inspect/raw.js';
import type { ComposeModel } from './model.js';
import type { ObservedContainer } from './observed.js';

/** A compared value: one text, texts in any order, words in their order, or texts by name. Undefined: not set. */
export type FacetValue = string | readonly string[] | Readonly<Record<string, string>> | undefined;

/** A service of the model, with the rest of it for names that the service refers to. */
export type ExpectedService = { readonly service: Raw; readonly name: string; readonly model: ComposeModel };

/** One property that a service of the model and a container have in common. */
export type Facet = {
	/** The word that a difference begins with: `env`, `port`. */
	readonly word: string;
	readonly kind: 'text' | 'set' | 'words' | 'map';
	/** The value of the compose file; undefined when the file leaves it to the image or the engine. */
	expected(service: ExpectedService): FacetValue;
	/** The value of the container; undefined when it is the image's or the engine's own. */
	actual(container: ObservedContainer): FacetValue;
};

/** A text facet. */
export const text = (
	word: string,
	expected: (service: Raw, all: ExpectedService) => string,
	actual: (parts: Parts) => string,
): Facet => ({
	word,
	kind: 'text',
	expected: all => expected(all.service, all) || undefined,
	actual: container => actual(partsOf(container)) || undefined,
});

/** Texts in any order. */
export const set = (
	word: string,
	expected: (service: Raw, all: ExpectedService) => readonly string[],
	actual: (parts: Parts) => readonly string[],
): Facet => ({
	word,
	kind: 'set',
	expected: all => expected(all.service, all),
	actual: container => actual(partsOf(container)),
});

/** Texts by name. */
export const map = (
	word: string,
	expected: (service: Raw, all: ExpectedService) => Readonly<Record<string, string>>,
	actual: (parts: Parts) => Readonly<Record<string, string>>,
): Facet => ({
	word,
	kind: 'map',
	expected: all => expected(all.service, all),
	actual: container => actual(partsOf(container)),
});

/** The parts of `docker inspect` that facets read. */
export type Parts = {
	readonly top: Raw;
	readonly config: Raw;
	readonly host: Raw;
	/** The `Config` of the container's image; undefined when the image is gone. */
	readonly image: Raw | undefined;
};

const object = (value: unknown): Raw =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};

export const partsOf = ({ inspect, image }: ObservedContainer): Parts => ({
	top: inspect,
	config: object(inspect.Config),
	host: object(inspect.HostConfig),
	image: image === undefined ? undefined : object(image.Config),
});
