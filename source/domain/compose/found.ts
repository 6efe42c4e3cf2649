import { conditionOf, type Dependency } from './labels.js';
import { type ComposeFiles, type ComposeModel, dependenciesOf, imageOf } from './plan/model.js';

/** A service of a project that was found by its files. */
export type FoundService = {
	readonly name: string;
	readonly image: string;
	readonly dependsOn: readonly Dependency[];
};

/** The project of the folder where plimsoll was started, found by its files. */
export type FoundProject = {
	/** The name is the one that compose would most likely choose, until compose has read the files. */
	readonly files: ComposeFiles;
	/** Undefined until compose has read the files. */
	readonly services: readonly FoundService[] | undefined;
};

/** A found project with its name and services as compose has read them. */
export const readFound = ({ files }: FoundProject, model: ComposeModel): FoundProject => ({
	files: { ...files, name: model.name },
	services: Object.entries(model.services).map(([name, service]) => ({
		name,
		image: imageOf(service, name, model.name),
		dependsOn: dependenciesOf(service).map(({ condition, ...each }) => ({
			...each,
			condition: conditionOf(condition),
		})),
	})),
});

/** The form of a name that compose takes from a folder. Source: compose-go loader/loader.go, NormalizeProjectName. */
export const normalizeName = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[^-_a-z0-9]/g, '')
		.replace(/^[-_]+/, '');
