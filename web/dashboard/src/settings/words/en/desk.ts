/** The words of the settings in `settings/desk`. */
export const desk = {};
