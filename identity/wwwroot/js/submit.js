// Without this script the person presses the button.
document.forms[0].submit();
