import type { EngineTraits } from './traits.js';

/** A password-protected registry that the engine may push to and pull from. */
export type TestRegistry = { server: string; username: string; password: string };

/** The engine that the suite runs against; `host` as DOCKER_HOST spells it. */
export type TestEngine = {
	host: string;
	registry: TestRegistry | undefined;
	/** The properties in which engines differ. */
	is: EngineTraits;
	/** The busybox image that is always there: `CMD ["sh"]`, all applets in /bin. */
	busybox: string;
	/** Path of a docker CLI, for parity tests. */
	dockerCli: string | undefined;
};

export type ProvidedEngine = TestEngine | { skipped: string };

declare module 'vitest' {
	interface ProvidedContext {
		engine: ProvidedEngine;
	}
}
