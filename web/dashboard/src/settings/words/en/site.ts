/** The words of the settings in `settings/site`. */
export const site = {};
