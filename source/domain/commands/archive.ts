/** `docker save -o images.tar app:v1 busybox`. */
export function saveArgv(images: readonly string[], file: string): string[] {
	return ['docker', 'save', '-o', file, ...images];
}

/** `docker load -i images.tar`. */
export function loadArgv(file: string): string[] {
	return ['docker', 'load', '-i', file];
}
