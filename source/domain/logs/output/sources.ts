import { membershipOf } from '../../compose/labels.js';
import type { Container } from '../../nouns/container.js';
import { type LogSource, newSource, shortNames } from '../source-names.js';
import type { OutputSource } from './line-writer.js';

/** The containers of a written log by id, with the shortest names that tell them apart. */
export class OutputSources {
	readonly #all = new Map<string, OutputSource>();
	/** Without those that a container of the same name has replaced: it goes on under their name. */
	#present: LogSource[] = [];
	readonly #containers = new Map<string, Container>();

	get all(): ReadonlyMap<string, OutputSource> {
		return this.#all;
	}

	add(containers: readonly Container[]): void {
		for (const container of containers) {
			this.#present = this.#present.filter(({ name }) => name !== container.name);
			this.#present.push(newSource(container));
			this.#containers.set(container.id, container);
		}
		for (const [id, prefix] of shortNames(this.#present)) {
			const container = this.#containers.get(id)!;
			const place = membershipOf(container.labels);
			this.#all.set(id, {
				name: container.name,
				prefix,
				project: place?.project,
				service: place?.service || undefined,
			});
		}
	}
}
